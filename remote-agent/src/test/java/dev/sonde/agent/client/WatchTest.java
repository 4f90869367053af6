package dev.sonde.agent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Lease;
import dev.sonde.protocol.v1.Start;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real traffic on the kernel of this machine, through a real agent process and its stream. Needs root. */
class WatchTest {
    static final Start START = Start.newBuilder()
            .setLease(Lease.newBuilder().setDurationNs(120_000_000_000L))
            .build();

    private static HttpPeer server;
    private static HttpPeer.Line openBefore;
    private static AgentProcess agent;
    private static Session session;

    @BeforeAll
    static void startAgent() throws Exception {
        assumeTrue(AgentProcess.isPermitted(), "Skipped: to load programs into the kernel needs root");
        server = new HttpPeer("127.0.0.1");
        openBefore = server.open();
        openBefore.get("/before", 1);
        agent = AgentProcess.start();
        session = Session.watch(agent.channel(), START);
        assertThat(session.await(tally -> tally.batches > 0)).isTrue();
    }

    @AfterAll
    static void stopAgent() throws Exception {
        if (agent != null) {
            agent.close();
            openBefore.close();
            server.close();
        }
    }

    @AfterEach
    void watchEverything() {
        session.filter(CaptureFilter.getDefaultInstance());
    }

    @Test
    void a_connection_that_was_open_before_is_counted_from_its_next_exchange_on() throws Exception {
        openBefore.get("/open-before", 20);

        assertThat(session.await(tally ->
                        tally.calls.containsKey("GET /open-before 200") && session.calls("/open-before") == 20))
                .isTrue();
        assertThat(session.calls("/before")).isZero();
    }

    @Test
    void an_exchange_with_both_ends_on_this_machine_is_one_call_with_two_durations() throws Exception {
        long joined;
        synchronized (session.tally()) {
            joined = session.tally().joined;
        }
        server.get("/both-ends", 50);

        assertThat(session.await(tally -> session.calls("/both-ends") == 50)).isTrue();
        // Nothing follows the last one: a walk over idle sockets settles it, on a busy machine too late.
        assertThat(session.tally().joined - joined).isGreaterThanOrEqualTo(49);
        Thread.sleep(500); // a second count of the same would come late
        assertThat(session.calls("/both-ends")).isEqualTo(50);
    }

    @Test
    void exchanges_over_ipv6_are_counted() throws Exception {
        try (HttpPeer six = new HttpPeer("::1")) {
            six.get("/six", 10);
        }
        assertThat(session.await(tally -> session.calls("/six") == 10)).isTrue();
    }

    @Test
    void pipelined_requests_are_counted_once_each_from_the_first_burst_on() throws Exception {
        try (HttpPeer.Line line = server.open()) {
            line.pipeline("/pipelined", 5);
            line.pipeline("/pipelined", 2);
            line.pipeline("/pipelined", 9);
        }
        try (HttpPeer.Line line = server.open()) {
            line.get("/alone", 3);
            line.pipeline("/pipelined-later", 7);
        }
        assertThat(session.await(tally -> session.calls("/pipelined") == 16 && session.calls("/pipelined-later") == 7))
                .as("%s, %s", session.tally().calls, session.tally().losses)
                .isTrue();
    }

    @Test
    void a_filter_of_ports_leaves_other_ports_out() throws Exception {
        try (HttpPeer other = new HttpPeer("127.0.0.1")) {
            session.filter(CaptureFilter.newBuilder().addPorts(other.port()).build());
            Thread.sleep(300);
            server.get("/other-port", 5);
            other.get("/this-port", 5);
        }
        assertThat(session.await(tally -> session.calls("/this-port") == 5)).isTrue();
        assertThat(session.calls("/other-port")).isZero();
    }

    @Test
    void a_filter_of_processes_or_executables_lets_theirs_through() throws Exception {
        int pid = (int) ProcessHandle.current().pid();
        session.filter(CaptureFilter.newBuilder().addPids(pid).build());
        Thread.sleep(300);
        server.get("/of-this-process", 5);
        assertThat(session.await(tally -> session.calls("/of-this-process") == 5))
                .isTrue();
        session.filter(CaptureFilter.newBuilder().addExecutables("java").build());
        Thread.sleep(300);
        server.get("/of-this-executable", 5);
        assertThat(session.await(tally -> session.calls("/of-this-executable") == 5))
                .isTrue();
    }

    @Test
    void a_second_workstation_is_refused_and_the_first_goes_on() throws Exception {
        Status refused = Session.watch(agent.channel(), START).end();

        assertThat(refused.getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(refused.getDescription()).startsWith("SD-1033");
        server.get("/goes-on", 3);
        assertThat(session.await(tally -> session.calls("/goes-on") == 3)).isTrue();
    }

    @Test
    void a_stranger_gets_nowhere_and_disturbs_nobody() throws Exception {
        ManagedChannel stranger = agent.channelAs(TestIdentity.create().workstation());
        assertThat(Session.watch(stranger, START).end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        stranger.shutdownNow();
        byte[] garbage = new byte[4096];
        new Random(3).nextBytes(garbage);
        for (int i = 0; i < 5; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), agent.port())) {
                socket.getOutputStream().write(garbage);
            }
        }
        server.get("/undisturbed", 3);
        assertThat(session.await(tally -> session.calls("/undisturbed") == 3)).isTrue();
    }
}

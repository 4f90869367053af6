package dev.sonde.agent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Lease;
import dev.sonde.protocol.v1.Start;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent that is told with its start what to watch. Needs root. */
class EarlyWatchTest {
    @BeforeEach
    void needRoot() throws Exception {
        assumeTrue(AgentProcess.isPermitted(), "Skipped: to load programs into the kernel needs root");
    }

    @Test
    void what_passes_before_the_client_has_come_is_told_to_it() throws Exception {
        try (HttpPeer server = new HttpPeer("127.0.0.1");
                HttpPeer other = new HttpPeer("127.0.0.1")) {
            Start start = WatchTest.START.toBuilder()
                    .setFilter(CaptureFilter.newBuilder().addPorts(server.port()))
                    .build();
            try (AgentProcess agent = AgentProcess.start(start)) {
                server.get("/early", 40);
                other.get("/not-asked-for", 40);
                Session session = Session.watch(agent.channel(), start);

                assertThat(session.await(tally -> session.calls("/early") == 40))
                        .isTrue();
                server.get("/later", 10);
                assertThat(session.await(tally -> session.calls("/later") == 10))
                        .isTrue();
                assertThat(session.calls("/early")).isEqualTo(40);
                assertThat(session.calls("/not-asked-for")).isZero();
            }
        }
    }

    @Test
    void a_client_that_asks_for_something_else_gets_that() throws Exception {
        try (HttpPeer server = new HttpPeer("127.0.0.1");
                HttpPeer other = new HttpPeer("127.0.0.1")) {
            Start.Builder start = WatchTest.START.toBuilder();
            Start early = start.setFilter(CaptureFilter.newBuilder().addPorts(server.port()))
                    .build();
            Start asked = start.setFilter(CaptureFilter.newBuilder().addPorts(other.port()))
                    .build();
            try (AgentProcess agent = AgentProcess.start(early)) {
                Session session = Session.watch(agent.channel(), asked);
                assertThat(session.await(tally -> tally.batches > 0)).isTrue();
                server.get("/no-longer", 10);
                other.get("/asked-for", 10);

                assertThat(session.await(tally -> session.calls("/asked-for") == 10))
                        .isTrue();
                assertThat(session.calls("/no-longer")).isZero();
            }
        }
    }

    @Test
    void it_leaves_when_nobody_comes_within_the_lease() throws Exception {
        Start start = Start.newBuilder()
                .setLease(Lease.newBuilder().setDurationNs(1_000_000_000L))
                .build();
        try (AgentProcess agent = AgentProcess.start(start)) {
            assertThat(agent.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }
}

package dev.sonde.agent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sonde.protocol.v1.Budget;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Lease;
import dev.sonde.protocol.v1.Start;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an agent ends, and what it does for a slow client and a small budget. Needs root. */
class AgentLifeTest {
    private AgentProcess agent;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(AgentProcess.isPermitted(), "Skipped: to load programs into the kernel needs root");
        agent = AgentProcess.start();
    }

    @AfterEach
    void stop() {
        if (agent != null) {
            agent.close();
        }
    }

    @Test
    void it_says_why_and_ends_when_its_lease_is_not_renewed() throws Exception {
        Session session = Session.watch(
                agent.channel(),
                Start.newBuilder()
                        .setLease(Lease.newBuilder().setDurationNs(1_000_000_000L))
                        .build());

        assertThat(session.end()).isEqualTo(Status.OK);
        assertThat(session.tally().end).isEqualTo("lease expired");
        assertThat(agent.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void it_ends_when_nobody_holds_its_standard_input() throws Exception {
        Session session = Session.watch(agent.channel(), WatchTest.START);
        assertThat(session.await(tally -> tally.batches > 0)).isTrue();
        agent.process().getOutputStream().close();

        assertThat(agent.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(session.tally().end).isEqualTo("client gone");
    }

    @Test
    void a_client_that_was_slow_gets_all_of_it_later() throws Exception {
        int sent = 3000;
        Session session;
        try (HttpPeer server = new HttpPeer("127.0.0.1")) {
            session = Session.watchSlowly(agent.channel(), only(server));
            assertThat(session.await(tally -> tally.batches > 0)).isTrue();
            for (int i = 0; i < sent; i += 200) {
                server.get("/slowly", 200);
                Thread.sleep(100);
            }
        }
        assertThat(session.calls("/slowly")).isZero();
        session.hurry();

        assertThat(session.await(tally -> tally.allCalls() + lost(tally) >= sent))
                .isTrue();
        assertThat(session.tally().allCalls() + lost(session.tally())).isEqualTo(sent);
    }

    @Test
    void with_too_small_a_budget_it_samples_and_the_sum_stays_exact() throws Exception {
        int sent = 0;
        Session session;
        try (HttpPeer server = new HttpPeer("127.0.0.1");
                HttpPeer.Line line = server.open()) {
            Start start = only(server).toBuilder()
                    .setBudget(Budget.newBuilder().setCpuCores(0.001))
                    .build();
            session = Session.watch(agent.channel(), start);
            assertThat(session.await(tally -> tally.batches > 0)).isTrue();
            // A round is quick; the agent looks at what it costs once a second, and on a busy machine later than that.
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!samples(session) && System.nanoTime() < patience) {
                line.get("/sampled", 500);
                sent += 500;
            }
            line.get("/sampled", 500);
            sent += 500;
        }
        int all = sent;
        assertThat(samples(session)).isTrue();
        boolean complete = session.await(tally -> tally.allCalls() + lost(tally) >= all);
        assertThat(complete)
                .as("%s of %s, %s", session.tally().allCalls(), all, session.tally().losses)
                .isTrue();
        assertThat(session.tally().allCalls() + lost(session.tally())).isEqualTo(all);
        assertThat(session.calls("/sampled")).isLessThan(all);
    }

    private static Start only(HttpPeer server) {
        return WatchTest.START.toBuilder()
                .setFilter(CaptureFilter.newBuilder().addPorts(server.port()))
                .build();
    }

    private static boolean samples(Session session) {
        synchronized (session.tally()) {
            return session.tally().health.stream().anyMatch(health -> health.getSampleOneIn() > 1);
        }
    }

    private static long lost(Tally tally) {
        return tally.losses.getOrDefault("stream_backlog", 0L)
                + tally.losses.getOrDefault("ring_full (each is one exchange)", 0L);
    }
}

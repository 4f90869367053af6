package dev.sonde.core.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Echo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeClockTest {
    private static final long MILLI = 1_000_000L;
    private static final long UNIX = 1_800_000_000L * 1_000 * MILLI;

    /** The node's monotonic clock began so long before the workstation's Unix time. */
    private static final long OFFSET = UNIX - 5_000 * MILLI;

    private final NodeClock clock = new NodeClock(
            3,
            new PlannedAgent(
                    AgentForm.NODE,
                    new PlannedAgent.Place("shop", "cart-1", "u", "node-7"),
                    "sonde-x",
                    "PATCH",
                    "/",
                    "{}"),
            new Way(List.of()));

    private final List<Batch> delivered = new ArrayList<>();

    private void echo(long pingUnix, long there, long answering, long back) {
        long received = pingUnix + there - OFFSET;
        clock.take(
                Batch.newBuilder()
                        .setEcho(Echo.newBuilder()
                                .setPing(pingUnix)
                                .setReceivedNs(received)
                                .setSentNs(received + answering))
                        .build(),
                pingUnix + there + answering + back,
                delivered::add);
    }

    @Test
    void batchesFromBeforeTheFirstAnswerWaitForIt() {
        assertThat(clock.wantsPing(UNIX)).isTrue();
        assertThat(clock.wantsPing(UNIX + MILLI)).isFalse();
        clock.take(
                Batch.newBuilder()
                        .setAgentInfo(AgentInfo.newBuilder().setNode("a pod's host name"))
                        .setClock(Clock.newBuilder()
                                .setMonotonicNs(7 * MILLI)
                                .setUnixNs(OFFSET + 7 * MILLI + 250 * MILLI))
                        .build(),
                UNIX,
                delivered::add);
        assertThat(delivered).isEmpty();

        echo(UNIX, 2 * MILLI, 150 * MILLI, 4 * MILLI);

        assertThat(delivered).hasSize(2);
        Clock mapped = delivered.getFirst().getClock();
        assertThat(mapped.getUnixNs() - mapped.getMonotonicNs()).isEqualTo(OFFSET + MILLI);
        assertThat(mapped.getUncertaintyNs()).isEqualTo(3 * MILLI);
        assertThat(mapped.getSkewNs()).isEqualTo(249 * MILLI);
        assertThat(delivered.getFirst().getAgentInfo().getNode()).isEqualTo("node-7");
        assertThat(delivered).allMatch(batch -> batch.getAgent() == 3);
    }

    @Test
    void theQuickestAnswerCounts() {
        echo(UNIX, 30 * MILLI, 0, 2 * MILLI);
        echo(UNIX + 200 * MILLI, MILLI, 0, MILLI);
        echo(UNIX + 400 * MILLI, 50 * MILLI, 0, MILLI);
        delivered.clear();

        clock.take(
                Batch.newBuilder()
                        .setClock(Clock.newBuilder().setMonotonicNs(9).setUnixNs(OFFSET + 9))
                        .build(),
                UNIX + 500 * MILLI,
                delivered::add);

        assertThat(delivered.getFirst().getClock().getUnixNs()).isEqualTo(OFFSET + 9);
        assertThat(delivered.getFirst().getClock().getUncertaintyNs()).isEqualTo(MILLI);
    }

    @Test
    void withoutAnAnswerTheNodesOwnClockCountsAfterAMoment() {
        Batch batch = Batch.newBuilder()
                .setClock(Clock.newBuilder().setMonotonicNs(1).setUnixNs(UNIX))
                .build();
        clock.take(batch, UNIX, delivered::add);
        clock.take(batch, UNIX + 2_000 * MILLI, delivered::add);

        assertThat(delivered).hasSize(2);
        assertThat(delivered.getFirst().getClock().getUnixNs()).isEqualTo(UNIX);
        assertThat(delivered.getFirst().getClock().getSkewNs()).isZero();
    }
}

package dev.sonde.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.agent.connection.ConnectionTable;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.connection.Tuple;
import org.junit.jupiter.api.Test;

/** TCP counts to 32 bits and begins again: offsets go on, however much passes and whatever of it is told. */
class FlowTest {
    private static final long GIB = 1L << 30;

    private final Flow flow =
            new Flow(new ConnectionTable(2, (end, evicted) -> {}).add(1, new Tuple(), Role.SERVER, 1, false));

    @Test
    void whatFollowsSeveralGibibytesIsBehindThem() {
        long first = flow.responseOffset(7);
        for (long passed : new long[] {1, 2, 1, 2}) {
            long next = flow.responseOffset((int) (first + passed * GIB + 5));
            assertThat(next - first).isEqualTo(passed * GIB + 5);
            first = next;
        }
    }

    @Test
    void whatComesLateIsBefore() {
        long first = flow.requestOffset(-5);
        assertThat(flow.requestOffset(10) - first).isEqualTo(15);
        assertThat(flow.requestOffset(-7) - first).isEqualTo(-2);
    }

    @Test
    void aRequestOfAnySizeIsAsLongAsItWasToldToHaveBecome() {
        long start = flow.requestStart(100);
        for (long told = GIB / 2; told < 11 * GIB; told += GIB) {
            flow.asking((int) start, (int) told);
        }
        assertThat(flow.requestStart((int) start)).isEqualTo(start);
        assertThat(flow.requestEnd(start, (int) (11 * GIB)) - start).isEqualTo(11 * GIB);
        assertThat(flow.requestStart((int) (start + 11 * GIB)) - start).isEqualTo(11 * GIB);
    }

    @Test
    void aResponseOfAnySizeIsAsLongAsItWasToldToHaveBecomeAlsoWhereThatIsToldTwice() {
        long start = flow.responseOffset(3);
        for (long told = GIB / 2; told < 9 * GIB; told += GIB / 2) {
            assertThat(flow.responseEnd(start, (int) told) - start).isEqualTo(told);
            assertThat(flow.responseEnd(start, (int) (told - 1000)) - start).isEqualTo(told - 1000);
        }
    }
}

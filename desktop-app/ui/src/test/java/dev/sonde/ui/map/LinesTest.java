package dev.sonde.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Health;
import dev.sonde.core.topology.Signals;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What stands under the heads of the map's lists. */
final class LinesTest {
    private static String p99(long calls) {
        Signals.Latency latency = new Signals.Latency(450_000L, 2_000_000L, 30_000_000L);
        Signals now = new Signals(calls, 0, 3, latency, 0, new Signals.Network(null, null));
        CallGraph.Compared figures = new CallGraph.Compared(now, null);
        Rows.Line line = Lines.of(new CallGraph.Edge("web", "cart", "http", figures, Health.WORSE));
        return Objects.requireNonNull(line.second()).replace('\u2007', ' ').replace('\u00a0', ' ');
    }

    @Test
    void underP99StandsNoMedianWhereAnEdgeHasTooFewCalls() {
        assertThat(p99(180)).isEqualTo("180 few");
        assertThat(p99(500)).isEqualTo("30.0 ms");
    }
}

package dev.sonde.protocol.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.datadoghq.sketch.ddsketch.DDSketch;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LatencySketchTest {
    @Test
    void quantilesSurviveTheStreamWithinOnePercent() throws IOException {
        DDSketch sketch = LatencySketch.create();
        for (int i = 1; i <= 10_000; i++) {
            sketch.accept(i * 1000.0);
        }

        DDSketch read = LatencySketch.decode(LatencySketch.encode(sketch));

        assertThat(read.getCount()).isEqualTo(10_000);
        assertThat(read.getValueAtQuantile(0.5)).isCloseTo(5_000_000, withinPercentage(1.01));
        assertThat(read.getValueAtQuantile(0.99)).isCloseTo(9_900_000, withinPercentage(1.01));
    }

    @Test
    void sketchesFromTheStreamMerge() throws IOException {
        DDSketch fast = LatencySketch.create();
        fast.accept(100_000, 99);
        DDSketch slow = LatencySketch.create();
        slow.accept(1e9);

        DDSketch all = LatencySketch.decode(LatencySketch.encode(fast));
        all.mergeWith(LatencySketch.decode(LatencySketch.encode(slow)));

        assertThat(all.getCount()).isEqualTo(100);
        assertThat(all.getMaxValue()).isCloseTo(1e9, withinPercentage(1.01));
        assertThat(all.getValueAtQuantile(0.5)).isCloseTo(100_000, withinPercentage(1.01));
    }

    @Test
    void anEmptySketchIsNoBytes() throws IOException {
        assertThat(LatencySketch.encode(LatencySketch.create())).isEmpty();
        assertThat(LatencySketch.decode(new byte[0]).isEmpty()).isTrue();
    }

    @Test
    void garbageIsRefusedWithAClearError() {
        assertThatThrownBy(() -> LatencySketch.decode(new byte[] {1, 2, 3, 4, 5, 6, 7}))
                .isInstanceOf(IOException.class);
    }
}

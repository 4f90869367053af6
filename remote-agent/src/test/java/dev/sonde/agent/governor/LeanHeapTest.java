package dev.sonde.agent.governor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeanHeapTest {
    private static final long MIB = 1 << 20;

    private long used = 8 * MIB;
    private long live = 10 * MIB;
    private int collections;
    private final LeanHeap heap = new LeanHeap(() -> used, () -> {
        collections++;
        used = live;
    });

    @Test
    void a_heap_that_grows_a_little_is_left_alone() {
        for (int second = 0; second < 100; second++) {
            used = (8 + second % 4) * MIB;
            heap.second();
        }
        assertThat(collections).isZero();
    }

    @Test
    void one_that_grows_is_collected_and_then_measured_from_what_is_left() {
        used = 14 * MIB;
        assertThat(heap.second()).isTrue();
        used = 15 * MIB;
        assertThat(heap.second()).isFalse();
        assertThat(collections).isEqualTo(1);
        assertThat(used).isEqualTo(15 * MIB);

        used = 16 * MIB;
        live = 16 * MIB;
        heap.second();
        heap.second();
        assertThat(collections).isEqualTo(2);
    }
}

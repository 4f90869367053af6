package dev.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.agent.kernel.libbpf.Libbpf;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ring of the real kernel, filled by a BPF program. */
class RingTest {
    private static final int RING_BYTES = 64 << 10;

    private static byte[] sample;

    private final Libbpf libbpf = Libbpf.load(null);
    private final Libc libc = new Libc();
    private final TestRun run = new TestRun();
    private BpfObject object;
    private Ring ring;
    private int producer;

    @BeforeAll
    static void compile() throws Exception {
        sample = SampleObject.compile();
    }

    @BeforeEach
    void load() {
        object = Objects.requireNonNull(new ObjectLoader(libbpf, "sample", sample, RING_BYTES, null).load());
        ring = Ring.map(
                libc,
                Objects.requireNonNull(object.mapOfType(BpfObject.MAP_RING)).descriptor(),
                RING_BYTES);
        producer = libbpf.programDescriptor(object.programs().getFirst().address());
    }

    @AfterEach
    void unload() {
        ring.close();
        object.close();
    }

    @Test
    void records_come_complete_and_in_order_over_many_times_the_size_of_the_ring() {
        Sequence sequence = new Sequence();
        int expected = 0;
        for (int round = 0; round < 2000; round++) {
            int records = 1 + round % 150;
            run.produce(producer, records, round % 3 == 0 ? 64 : 320, 0);
            expected += records;
            assertThat(ring.drain(sequence)).isEqualTo(records);
        }
        assertThat(sequence.next).isEqualTo(expected);
        assertThat((long) expected * 72).isGreaterThan(100L * RING_BYTES);
        assertThat(ring.waitingBytes()).isZero();
    }

    @Test
    void records_that_the_program_gave_up_are_passed_over() {
        long[] seen = new long[1];
        run.produce(producer, 90, 64, 3);
        int taken = ring.drain((bytes, offset, length) -> {
            long number = RecordBytes.i64(bytes, offset + 8);
            assertThat(number % 3).isNotZero();
            seen[0]++;
        });
        assertThat(taken).isEqualTo(60);
        assertThat(seen[0]).isEqualTo(60);
    }

    @Test
    void a_full_ring_costs_the_newest_records_which_are_counted() {
        for (int i = 0; i < 8; i++) {
            run.produce(producer, 500, 320, 0);
        }
        LossCounters losses = new LossCounters(libbpf, java.util.List.of(Objects.requireNonNull(object.map("losses"))));
        long[] byCause = new long[8];
        losses.read(byCause, 6);
        Sequence sequence = new Sequence();
        int taken = ring.drain(sequence);
        assertThat(taken).isEqualTo(RING_BYTES / 328);
        assertThat(byCause[0]).isEqualTo(4000 - taken);
        assertThat(byCause[1]).isZero();
    }

    @Test
    void a_record_whose_handler_failed_is_not_given_again_and_the_next_ones_are_not_lost() {
        run.produce(producer, 5, 64, 0);
        assertThatThrownBy(() -> ring.drain((bytes, offset, length) -> {
                    if (RecordBytes.i64(bytes, offset + 8) == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                }))
                .hasMessage("on purpose");
        run.produce(producer, 2, 64, 0);
        Sequence rest = new Sequence();
        rest.next = 2;
        assertThat(ring.drain(rest)).isEqualTo(5);
    }

    /** Checks that records have no hole and no garbage. */
    private static final class Sequence implements RecordHandler {
        private long next;

        @Override
        public void accept(byte[] buffer, int offset, int length) {
            long number = RecordBytes.i64(buffer, offset + 8);
            if (number != next
                    || RecordBytes.i32(buffer, offset + 4) != length
                    || RecordBytes.i64(buffer, offset + length - 8) != ~number
                    || (offset & 7) != 0) {
                throw new AssertionError("record " + number + " of " + length + " bytes, not " + next);
            }
            next++;
        }
    }
}

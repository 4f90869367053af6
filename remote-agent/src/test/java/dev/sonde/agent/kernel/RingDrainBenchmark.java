package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.Libbpf;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The agent's half of the benchmark {@code ring-drain}: the same rings, filled by the same program, as
 * {@code bench/ring_drain.c} drains with libbpf.
 *
 * <p>Arguments: the object, bytes of a record, rounds, and every how many bytes a word of a record is
 * read. Prints nanoseconds of processor time per record of each round.
 */
public final class RingDrainBenchmark {
    private static final int RING_BYTES = 2 << 20;
    private static final int AT_ONCE = 512;
    private static final int FILLINGS = 64;

    private RingDrainBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Libbpf libbpf = Libbpf.load(null);
        byte[] bytes = Files.readAllBytes(Path.of(arguments[0]));
        int recordBytes = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        BpfObject object = Objects.requireNonNull(new ObjectLoader(libbpf, "sample", bytes, RING_BYTES, null).load());
        int descriptor =
                Objects.requireNonNull(object.mapOfType(BpfObject.MAP_RING)).descriptor();
        int producer = libbpf.programDescriptor(object.programs().getFirst().address());
        Ring ring = Ring.map(new Libc(), descriptor, RING_BYTES);
        TestRun run = new TestRun();
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        Hash hash = new Hash(Integer.parseInt(arguments[3]));
        for (int round = 0; round < rounds; round++) {
            long spent = 0;
            long records = 0;
            for (int filling = 0; filling < FILLINGS; filling++) {
                for (int i = 0; i < RING_BYTES / (recordBytes + 8) / AT_ONCE; i++) {
                    run.produce(producer, AT_ONCE, recordBytes, 0);
                }
                long begin = clock.getCurrentThreadCpuTime();
                records += ring.drain(hash);
                spent += clock.getCurrentThreadCpuTime() - begin;
            }
            System.out.println((double) spent / records);
        }
        if (hash.value == 0) {
            throw new IllegalStateException("nothing was drained");
        }
    }

    private static final class Hash implements RecordHandler {
        private final int step;
        private long value;

        Hash(int step) {
            this.step = step;
        }

        @Override
        public void accept(byte[] buffer, int offset, int length) {
            // In a register, as the C compiler has it.
            long hash = value;
            for (int at = offset, end = offset + length; at < end; at += step) {
                hash = hash * 31 + RecordBytes.i64(buffer, at);
            }
            value = hash;
        }
    }
}

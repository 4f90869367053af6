package dev.sonde.agent.drain;

import com.sun.management.ThreadMXBean;
import dev.sonde.agent.batch.Frame;
import java.lang.management.ManagementFactory;

/**
 * What an exchange whose both ends are watched costs from its records in memory to the bytes of a batch: CPU time and
 * bytes allocated. Takes turns: {@code [ROUNDS] [EXCHANGES]}.
 */
public final class PipelineBenchmark {
    private static final int PER_DRAIN = 500;
    private static final int CONNECTIONS = 8;

    private PipelineBenchmark() {}

    /** See the class. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        int exchanges = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MadeLoad load = new MadeLoad(CONNECTIONS);
        Frame frame = new Frame();
        for (int round = 0; round < rounds; round++) {
            long cpu = threads.getCurrentThreadCpuTime();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long bytes = 0;
            for (int done = 0; done < exchanges; done += PER_DRAIN) {
                load.drain(PER_DRAIN);
                bytes += load.seal(frame);
            }
            System.out.printf(
                    "%8.0f ns %8.2f bytes allocated %6.1f bytes sent per exchange%n",
                    (double) (threads.getCurrentThreadCpuTime() - cpu) / exchanges,
                    (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / exchanges,
                    (double) bytes / exchanges);
        }
    }
}

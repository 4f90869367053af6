package dev.sonde.ui.workspace;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;

/**
 * Watches whether the FX thread answers. A stall of more than 100 ms is kept, and logged for developers, with what the thread
 * was doing; tests fail on it. Runs on a thread of its own.
 */
public final class FxWatch implements AutoCloseable {
    /** From here on a stall is reported. */
    public static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Logger LOG = System.getLogger(FxWatch.class.getName());
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long POLL_MILLIS = 10;
    private static final int STACK_DEPTH = 30;

    /**
     * One stall.
     *
     * @param nanos how long the FX thread did not answer
     * @param cpuNanos how much of that it computed: the rest it waited, for something or for its turn on the machine
     * @param waiting whether it waited for something, rather than for its turn
     * @param stack what it was doing in the midst of it
     */
    public record Stall(long nanos, long cpuNanos, boolean waiting, String stack) {
        /** Whether the window is to blame, and not a machine that had no time for it. */
        public boolean isOwnFault() {
            return waiting || cpuNanos > LIMIT_NANOS;
        }
    }

    private final List<Stall> stalls = new CopyOnWriteArrayList<>();
    private final Thread fxThread;
    private final Thread watcher;
    private volatile long answered = System.nanoTime();
    private volatile boolean closed;
    private volatile long longest;

    private FxWatch(Thread fxThread) {
        this.fxThread = fxThread;
        this.watcher = Thread.ofPlatform().daemon().name("fx-watch").start(this::watch);
    }

    /** Starts to watch. Called on the FX thread. */
    public static FxWatch start() {
        return new FxWatch(Thread.currentThread());
    }

    /** How long the FX thread did not answer at most, whoever is to blame. */
    public long longestNanos() {
        return longest;
    }

    /** Stalls so far. */
    public List<Stall> stalls() {
        return List.copyOf(stalls);
    }

    /** Forgets the stalls so far: for tests, after the start. */
    public void forget() {
        stalls.clear();
    }

    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }

    private void watch() {
        while (!closed) {
            long asked = System.nanoTime();
            answered = 0;
            Platform.runLater(() -> answered = System.nanoTime());
            long cpu = THREADS.getThreadCpuTime(fxThread.threadId());
            boolean waiting = false;
            String stack = "";
            while (answered == 0 && !closed) {
                if (stack.isEmpty() && System.nanoTime() - asked > LIMIT_NANOS) {
                    // Of one instant: a moment later it may wait for something else.
                    ThreadInfo now = THREADS.getThreadInfo(fxThread.threadId(), STACK_DEPTH);
                    stack = stack(now);
                    // Where it waits for the painter, the painter waits for its turn as well.
                    waiting = now.getThreadState() != Thread.State.RUNNABLE && !stack.contains("waitForRendering");
                }
                pause();
            }
            long took = answered - asked;
            longest = closed ? longest : Math.max(longest, took);
            if (took > LIMIT_NANOS && !closed) {
                long computed = THREADS.getThreadCpuTime(fxThread.threadId()) - cpu;
                stalls.add(new Stall(took, computed, waiting, stack));
                LOG.log(
                        Level.DEBUG,
                        "The FX thread stalled for {0} ms, of which it computed {1} ms, at\n{2}",
                        took / 1_000_000,
                        computed / 1_000_000,
                        stack);
            }
            pause();
        }
    }

    private static String stack(ThreadInfo thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(frame -> "    " + frame)
                .collect(Collectors.joining("\n"));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            // Closed: the loop ends by itself.
            Thread.currentThread().interrupt();
        }
    }
}

package dev.sonde.protocol.recording;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads a few blocks ahead, each on a thread of its own: unpacking takes twice as long as what the reader does with a block. Owned by
 * one thread at a time.
 */
final class BlockAhead<T> {
    /** A block for each processor; four keep any reader busy, and more would only be memory. */
    private static final int MOST = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private final FrameRead frames;
    private final BatchForm<T> form;
    private final Deque<Coming<T>> coming = new ArrayDeque<>();

    private record Coming<T>(long offset, FutureTask<@Nullable List<T>> batches) {}

    BlockAhead(FrameRead frames, BatchForm<T> form) {
        this.frames = frames;
        this.form = form;
    }

    /** Says whether more may be begun. */
    boolean hasRoom() {
        return coming.size() < MOST;
    }

    /** Begins to read a block that will be wanted, where it was not begun before. */
    void begin(long wanted) {
        if (coming.stream().noneMatch(begun -> begun.offset() == wanted)) {
            FutureTask<@Nullable List<T>> task = new FutureTask<>(() -> frames.batches(wanted, form));
            coming.add(new Coming<>(wanted, task));
            Thread.startVirtualThread(task);
        }
    }

    /** The batches of a block; null if it is damaged. Blocks are taken in the order they were begun. */
    @Nullable
    List<T> take(long wanted) throws IOException {
        Coming<T> next = coming.peek();
        if (next == null || next.offset() != wanted) {
            return frames.batches(wanted, form);
        }
        coming.remove();
        return result(next.batches());
    }

    /** Waits also for an interrupted thread, which keeps its interruption: reading from a disk ends soon. */
    private static <T> @Nullable List<T> result(FutureTask<@Nullable List<T>> task) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> new IOException(cause);
        };
    }
}

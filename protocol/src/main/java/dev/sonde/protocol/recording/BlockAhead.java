package dev.sonde.protocol.recording;

import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads one block ahead on a thread of its own: unpacking takes twice as long as what the reader does with a block. Owned by one
 * thread at a time.
 */
final class BlockAhead {
    private final FrameRead frames;
    private long offset = -1;
    private @Nullable FutureTask<@Nullable List<Batch>> coming;

    BlockAhead(FrameRead frames) {
        this.frames = frames;
    }

    /** Begins to read a block that will be wanted. */
    void begin(long wanted) {
        FutureTask<@Nullable List<Batch>> task = new FutureTask<>(() -> frames.batches(wanted));
        offset = wanted;
        coming = task;
        Thread.startVirtualThread(task);
    }

    /** The batches of a block; null if it is damaged. */
    @Nullable
    List<Batch> take(long wanted) throws IOException {
        FutureTask<@Nullable List<Batch>> task = coming;
        coming = null;
        return task == null || offset != wanted ? frames.batches(wanted) : result(task);
    }

    /** Waits also for an interrupted thread, which keeps its interruption: reading from a disk ends soon. */
    private static @Nullable List<Batch> result(FutureTask<@Nullable List<Batch>> task) throws IOException {
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

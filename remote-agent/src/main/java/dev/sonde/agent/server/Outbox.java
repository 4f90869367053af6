package dev.sonde.agent.server;

import dev.sonde.agent.batch.Frame;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way from the drain thread to the stream, in a bounded number that is used again and again. When all are
 * under way, the drain thread gets none: its batch grows instead. Thread-safe.
 */
public final class Outbox {
    private static final int FRAMES = 6;
    private static final int KEPT_BYTES = 256 * 1024;

    private final ArrayBlockingQueue<Frame> free = new ArrayBlockingQueue<>(FRAMES);
    private final ArrayBlockingQueue<Frame> full = new ArrayBlockingQueue<>(FRAMES);

    /** Makes an empty outbox. */
    public Outbox() {
        for (int i = 0; i < FRAMES; i++) {
            free.add(new Frame());
        }
    }

    /** A frame to fill, or null when the client is slow. */
    public @Nullable Frame acquire() {
        return free.poll();
    }

    /** Hands a frame over to the stream. */
    public void put(Frame frame) {
        full.add(frame);
    }

    /** Gives a frame back that was not used. */
    public void release(Frame frame) {
        free.add(frame.bytes().length > KEPT_BYTES ? new Frame() : frame);
    }

    /** The next frame to send, or null. */
    @Nullable
    Frame take() {
        return full.poll();
    }

    /** Whether all frames were sent. */
    public boolean isEmpty() {
        return full.isEmpty();
    }

    /** Gives all back that was not sent. Returns the exchanges that were in it. */
    public long discard() {
        long calls = 0;
        for (Frame frame = full.poll(); frame != null; frame = full.poll()) {
            calls += frame.calls();
            release(frame);
        }
        return calls;
    }
}

package dev.sonde.core.session;

import dev.sonde.core.source.SourceInfo;
import java.util.function.Consumer;

/**
 * One investigation: a source, the recorder and the store, put together. Live, recording or capture alike.
 *
 * <p>All methods can be called from any thread.
 */
public interface Session extends AutoCloseable {
    /** Says what the source is. */
    SourceInfo info();

    /** Says how things stand. */
    SessionState state();

    /**
     * Asks to be told of every change of {@link #state()}, on the session's thread and at most about ten times a second.
     *
     * @return closes the subscription
     */
    Subscription onState(Consumer<SessionState> listener);

    /** Stops the source, completes the recording and lets go of the store. Can be called again. */
    @Override
    void close();

    /** Something that was asked for and can be given up. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

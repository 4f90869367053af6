package dev.sonde.core.store;

import dev.sonde.protocol.v1.Batch;

/**
 * The session in memory.
 *
 * <p>One thread, the writer, calls {@link #accept}. Any thread calls {@link #snapshot} and {@link #revision}.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
public final class SessionStore {
    private final StoreSettings settings;

    /** Makes an empty store. */
    public SessionStore(StoreSettings settings) {
        this.settings = settings;
    }

    /** Takes a batch. Only on the writer's thread. Bad content is counted as loss ({@code bad_batch}), never thrown. */
    public void accept(Batch batch) {
        throw new UnsupportedOperationException(settings.toString());
    }

    /** The session as of the last batch taken. */
    public Snapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    /** Grows with each batch: tells cheaply whether a new snapshot would differ. */
    public long revision() {
        return snapshot().revision();
    }
}

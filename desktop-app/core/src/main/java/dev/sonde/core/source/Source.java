package dev.sonde.core.source;

/**
 * Where batches come from. What reads them can't tell a live agent from a recording.
 *
 * <p>A source numbers its agents from 1 and stamps {@code Batch.agent}. It delivers on one thread of its own.
 */
public interface Source extends AutoCloseable {
    /**
     * Begins to deliver.
     *
     * @throws dev.sonde.core.error.SondeException if it can't begin
     */
    void start(SourceListener listener);

    /** Says what this source is, for the user. */
    SourceInfo info();

    /** Ends delivery; returns when the last batch was handed over or the source gave up. Can be called again. */
    @Override
    void close();
}

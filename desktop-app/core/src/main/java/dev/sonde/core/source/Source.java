package dev.sonde.core.source;

import dev.sonde.core.error.SondeException;
import dev.sonde.protocol.v1.Batch;
import java.util.List;

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

    /** How its agents are, of a source that puts several in; empty of others. */
    default List<AgentState> agents() {
        return List.of();
    }

    /** Ends delivery; returns when the last batch was handed over or the source gave up. Can be called again. */
    @Override
    void close();

    /**
     * Adds to what it reads from, so that it is there when it is opened again. For sources that nobody records.
     *
     * @throws dev.sonde.core.error.SondeException if that can't be done
     */
    default void keep(Batch batch) {
        throw new SondeException(
                "SD-2022",
                "Notes can't be kept in " + info().name(),
                "It is no recording of Sonde's.",
                "They stay until the window closes.");
    }
}

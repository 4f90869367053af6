package dev.sonde.core.source;

import dev.sonde.core.error.SondeException;
import dev.sonde.protocol.v1.Batch;

/** Takes what a {@link Source} delivers, on the source's thread. */
public interface SourceListener {
    /** Takes a batch. A slow listener slows the source, which then counts what it must drop as loss. */
    void batch(Batch batch);

    /** Takes a change of state. After {@link SourceState.Ended} or {@link SourceState.Failed} nothing more comes. */
    void state(SourceState state);

    /** States of a source. */
    sealed interface SourceState {
        /** It is being set up; {@code doing} says how far, in words. */
        record Starting(String doing) implements SourceState {}

        /** Everything is attached and the first batch has arrived. */
        record Live() implements SourceState {}

        /** It stopped for now and tries again. */
        record Interrupted(SondeException reason, long retryInMillis) implements SourceState {}

        /** It ended in order: the file's end, or stopped. */
        record Ended(String reason) implements SourceState {}

        /** It ended with an error. What was delivered stays usable. */
        record Failed(SondeException reason) implements SourceState {}
    }
}

package dev.sonde.dissectors;

import org.jspecify.annotations.Nullable;

/**
 * The decoder of one protocol on one connection. Unlike a {@link Dissector} it gets each direction without overlaps
 * and without unannounced holes, which {@link ConnectionDissector} sees to. Confined to one thread.
 */
public interface ProtocolDecoder {
    /** Takes the next bytes of a direction. */
    void bytes(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos);

    /** Takes note that the next bytes of a direction were not captured. */
    void gap(Direction direction, long offset, long length, long timeNanos);

    /** As {@link Dissector#settled}. */
    void settled(long timeNanos);

    /** As {@link Dissector#close}. */
    void close(long timeNanos);

    /** As {@link Dissector#lastChunk}. */
    default void lastChunk(long timeNanos) {}

    /** As {@link Dissector#requestsLost}. */
    void requestsLost(long count, long timeNanos);

    /** What it means when the response at hand goes on no further. */
    default Silence silence() {
        return Silence.ENDS;
    }

    /** True when prefixes of messages are not enough to follow this connection. */
    boolean wantsStream();

    /** As {@link Dissector#pipelines}. */
    default boolean pipelines() {
        return wantsStream();
    }

    /** As {@link Dissector#answeredEarly}. */
    default boolean answeredEarly() {
        return false;
    }

    /** The request that has waited longest and has had no byte of a response, or null. */
    @Nullable
    OpenRequest unanswered();

    /** True once nothing more can be read on this connection; the decoder has said why to the sink. */
    boolean opaque();
}

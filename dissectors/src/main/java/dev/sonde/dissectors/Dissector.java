package dev.sonde.dissectors;

/**
 * Decodes one connection. Bytes are named by their offset in the stream of their direction, so that what was not
 * captured (a prefix of each segment was kept, a segment was lost, the start was missed) is a hole with known borders
 * and never moves what follows it.
 *
 * <p>Each direction is fed in order of its offsets. A call whose offset lies beyond the end of the one before it says
 * by that that the bytes between were missed; bytes before that end are ignored as seen already. Offsets start anywhere.
 *
 * <p>Confined to one thread. Implementations allocate nothing for an exchange and hold a bounded amount of memory,
 * whatever the bytes are; they never throw on any input.
 */
public interface Dissector {
    /**
     * Takes captured bytes. The array is the caller's and is not kept.
     *
     * @param offset stream offset of the first byte
     * @param timeNanos when these bytes passed
     */
    void data(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos);

    /**
     * Takes note of bytes that passed but were not captured.
     *
     * @param timeNanos when the last of them passed
     */
    void missed(Direction direction, long offset, long length, long timeNanos);

    /**
     * Says that the response to everything requested so far has ended, as far as the transport can tell: a new request
     * began after it, or the connection has been silent for a while. What waits only for an end that framing could not
     * tell is finished by this.
     */
    void settled(long timeNanos);

    /** Says that the bytes of a response that passed last, captured or not, end like a body in chunks. */
    void lastChunk(long timeNanos);

    /**
     * Says that so many requests were sent, before any bytes that are still to be fed, of which nothing was captured; their
     * responses may be.
     */
    void requestsLost(long count, long timeNanos);

    /** True when prefixes of messages are not enough from here on: requests overlap, or framing was lost by cuts. */
    boolean wantsStream();

    /**
     * True when requests were seen that did not wait for the answer to the one before. Where none were, a request that follows an
     * answer says that all before it is settled.
     */
    default boolean pipelines() {
        return wantsStream();
    }

    /** True when a response began before all of its request had come: what the client sends next is the rest of that. */
    default boolean answeredEarly() {
        return false;
    }

    /** Says that the connection is closed: what is open is finished as incomplete. */
    void close(long timeNanos);
}

package dev.sonde.agent.exchange;

import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one watched end to read its exchanges. Sequence numbers of TCP are 32 bits wide; here they are made
 * into offsets of 64 bits that never turn over. Owned by the drain thread.
 */
final class Flow {
    private static final long FIRST_LAP = 1L << 32;

    final SocketEnd end;

    @Nullable
    ConnectionDissector dissector;

    /** What the dissector was made with. */
    @Nullable
    Workspace workspace;

    /** Only at a client's end whose server's end is watched too. */
    @Nullable
    Sights sights;

    /** Rows of this end that wait for the other end's sight. */
    @Nullable
    WaitingRow waiting;

    /** Pieces of a request that came before its record. */
    @Nullable
    HeldChunks held;

    /** Whether every segment comes as a chunk. */
    boolean streaming;

    /** Whether a turn of it was seen. The request of the first may have begun before the agent was there, */
    boolean met;

    /** and that of a later one has not. */
    boolean asked;

    /** Turns that the kernel did not send and of which it is not known whether they are calls, */
    int skipped;

    /** when the first of them was told, */
    long skippedNanos;

    /** whether they are in the queue of those that wait for it, and until when. */
    boolean skippedWait;

    long skippedDeadlineNanos;

    /** Whether it was told what the connection is. */
    boolean known;

    /** Which exchange was fed last and can still be settled. */
    int openSequence;

    /** Offset of the first byte of its response. */
    long openResponse;

    /** Whether there is one, and the dissector was not told yet that it is over. */
    boolean open;

    /** When bytes passed last. */
    long activeNanos;

    /** Whether it is in the queue of those that are settled by silence. */
    boolean queued;

    /** When it was put there. */
    long queuedNanos;

    private long lastRequest;
    private long lastResponse;

    Flow(SocketEnd end) {
        this.end = end;
    }

    /** The offset of a byte of the requests. */
    long requestOffset(int sequence) {
        lastRequest = unwrap(lastRequest, sequence);
        return lastRequest;
    }

    /** The offset of a byte of the responses. */
    long responseOffset(int sequence) {
        lastResponse = unwrap(lastResponse, sequence);
        return lastResponse;
    }

    private static long unwrap(long last, int sequence) {
        return last == 0 ? FIRST_LAP + Integer.toUnsignedLong(sequence) : last + (sequence - (int) last);
    }
}

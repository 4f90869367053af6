package dev.sonde.agent.exchange;

import dev.sonde.agent.connection.SocketEnd;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Rest;
import dev.sonde.dissectors.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one watched end to read its exchanges. Sequence numbers of TCP are 32 bits wide; here they are made
 * into offsets of 64 bits that never turn over. Owned by the drain thread.
 */
final class Flow {
    private static final long LAP = 1L << 32;

    /** What comes late is no further behind than TCP's largest window; anything else passed while nothing was told. */
    private static final int LATEST = 1 << 30;

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

    /** Chunks that came before some in front of them. */
    @Nullable
    OvertakenChunks overtaken;

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

    /** The request that was told while it had no response: its first byte, */
    int toldSequence;

    /** and the offset of that; 0: none was told. */
    long toldRequest;

    /** Whether it is among those whose request may wait long, */
    boolean mayWait;

    /** whether it was told that one does, */
    boolean waitTold;

    /** and which. */
    long waitStartNanos;

    private long lastRequest;
    private long lastResponse;

    Flow(SocketEnd end) {
        this.end = end;
        met = end.rest() != null;
        known = met;
    }

    /**
     * Gives up what can be made anew when there is something to read: {@link SocketEnd#rest} says how.
     *
     * @return whether that was the dissector
     */
    boolean lull() {
        ConnectionDissector d = dissector;
        Rest rest = d == null || streaming ? null : d.rest();
        if (rest != null) {
            end.rest(rest);
            dissector = null;
        }
        if (sights != null && sights.isEmpty()) {
            sights = null;
        }
        return rest != null;
    }

    /** Whether nothing of it is awaited or kept that could not be made anew. */
    boolean rests() {
        boolean awaited =
                open || queued || skippedWait || skipped > 0 || waiting != null || toldRequest != 0 || mayWait;
        boolean kept = dissector != null || streaming || (held != null && held.count() > 0);
        return !awaited && !kept;
    }

    /** Where pieces of a request wait for the record with its beginning. */
    HeldChunks held() {
        HeldChunks chunks = held;
        if (chunks == null) {
            chunks = new HeldChunks();
            held = chunks;
        }
        return chunks;
    }

    /** Hands on what of a request came before its beginning. */
    void handOnHeld(ConnectionDissector into, long near, long from, long until) {
        if (held != null) {
            held.handOn(into, near, from, until);
        }
    }

    /** Where chunks wait for those in front of them. */
    OvertakenChunks overtaken() {
        OvertakenChunks chunks = overtaken;
        if (chunks == null) {
            chunks = new OvertakenChunks();
            overtaken = chunks;
        }
        return chunks;
    }

    /** The offset of a byte of the requests. */
    long requestOffset(int sequence) {
        lastRequest = unwrap(lastRequest, sequence);
        return lastRequest;
    }

    /** A request has no response yet, and so many of its bytes have come: what is long is told of before there are 2 GiB more. */
    void asking(int sequence, int bytes) {
        requestEnd(waitingRequest(sequence), bytes);
    }

    /** The offset of the first byte of a request that has no response yet. */
    long waitingRequest(int sequence) {
        if (toldRequest == 0 || toldSequence != sequence) {
            toldRequest = requestOffset(sequence);
            toldSequence = sequence;
        }
        return toldRequest;
    }

    /** The offset of the first byte of a request that has a response. */
    long requestStart(int sequence) {
        long start = toldRequest != 0 && toldSequence == sequence ? toldRequest : requestOffset(sequence);
        toldRequest = 0;
        return start;
    }

    /** The offset of a byte of the responses. */
    long responseOffset(int sequence) {
        lastResponse = unwrap(lastResponse, sequence);
        return lastResponse;
    }

    /** The offset behind a request of which the lower 32 bits of its size are known. */
    long requestEnd(long start, int bytes) {
        lastRequest = end(start, bytes, lastRequest);
        return lastRequest;
    }

    /** The same of a response. */
    long responseEnd(long start, int bytes) {
        lastResponse = end(start, bytes, lastResponse);
        return lastResponse;
    }

    private static long end(long start, int bytes, long last) {
        long least = start + Integer.toUnsignedLong(bytes);
        long missing = last - LATEST - least;
        return missing <= 0 ? least : least + (missing + LAP - 1) / LAP * LAP;
    }

    private static long unwrap(long last, int sequence) {
        if (last == 0) {
            return LAP + Integer.toUnsignedLong(sequence);
        }
        return last - LATEST + Integer.toUnsignedLong(sequence - (int) last + LATEST);
    }
}

package dev.sonde.core.source.pcap;

import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a connection while it is put in order. Offsets are sequence numbers (RFC 9293, 3.4) counted on
 * without wrapping: the low 32 bits of an offset are the sequence number on the wire.
 */
final class StreamSide {
    private static final int LATELY = 8;
    private static final long COPY_NANOS = 1_000_000L;
    private static final long WIDEST_WINDOW = 64L << 20;
    private static final long STALE = 64L << 10;

    /** Segments that can't be handed on yet, by offset. */
    final List<Waiting> waiting = new ArrayList<>();

    /** Everything before this offset was handed on. */
    long next;

    /** Where the stream begins, as far as is known. */
    long start;

    /** Whether {@link #next} and {@link #start} mean something. */
    boolean started;

    /** Whether bytes were handed on. */
    boolean delivered;

    /** Highest offset that the other side has confirmed. */
    long confirmed;

    /** Whether the other side's confirmations are in the capture. */
    boolean confirms;

    /** Offset after the last byte, once a FIN was seen; -1 before. */
    long end = -1;

    long waitingBytes;
    long lastTimeNanos;
    long bytes;
    long segments;
    long retransmits;

    private final long[] lately = new long[LATELY];
    private final long[] latelyNanos = new long[LATELY];
    private int latelyNext;

    /**
     * Whether this very packet came just before: a capture at several interfaces, or at a bridge, has it more than once.
     * What the sender sent again differs in its header, or comes later.
     */
    boolean isCopy(Segment s) {
        long packet = (long) s.sequence << 32 | (s.identity & 0xffffffffL);
        for (int i = 0; i < LATELY; i++) {
            if (lately[i] == packet && Math.abs(s.timeNanos - latelyNanos[i]) < COPY_NANOS) {
                return true;
            }
        }
        lately[latelyNext] = packet;
        latelyNanos[latelyNext] = s.timeNanos;
        latelyNext = (latelyNext + 1) % LATELY;
        return false;
    }

    /**
     * A segment that waits.
     *
     * @param sincePacket count of the connection's packets when it came
     */
    record Waiting(long offset, Segment segment, long sincePacket) {
        long end() {
            return offset + segment.length;
        }
    }

    /** Turns a sequence number into an offset, the one nearest to what is expected. */
    long offsetOf(int sequence) {
        return started ? next + (sequence - (int) next) : (1L << 32) + Integer.toUnsignedLong(sequence);
    }

    /** Says where the stream begins. */
    void startAt(long offset) {
        start = offset;
        next = offset;
        confirmed = offset;
        started = true;
    }

    /**
     * Whether a segment lies where the other side, by what it has confirmed, would not have taken it: it was forged, or is a
     * straggler of an earlier connection (RFC 5961, section 3).
     */
    boolean isOutOfWindow(long offset) {
        return isBeyondWindow(offset) || (confirms && offset < confirmed - STALE);
    }

    /** Whether a segment lies further on than the other side can have allowed for. What waits behind a hole may be long confirmed. */
    boolean isBeyondWindow(long offset) {
        return confirms && offset > Math.max(next, confirmed) + WIDEST_WINDOW;
    }

    /** Whether all has been handed on that was confirmed up to here; a FIN counts as one. */
    boolean reached(long offset) {
        return !started || offset <= next || (end >= 0 && next >= end && offset <= end + 1);
    }

    void add(Waiting one) {
        int at = waiting.size();
        while (at > 0 && waiting.get(at - 1).offset > one.offset) {
            at--;
        }
        waiting.add(at, one);
        waitingBytes += one.segment.captured;
    }

    Waiting removeFirst() {
        Waiting first = waiting.removeFirst();
        waitingBytes -= first.segment.captured;
        return first;
    }

    /** Gives up the first that waits: it is the middle of something whose beginning is not in the capture. */
    void passOver() {
        Waiting first = removeFirst();
        next = Math.max(next, first.end());
        bytes += first.segment.length;
        delivered = true;
    }

    boolean finished() {
        return end >= 0 && next >= end && waiting.isEmpty();
    }
}

package dev.sonde.core.source.pcap;

import dev.sonde.core.source.pcap.StreamSide.Waiting;
import dev.sonde.dissectors.Direction;
import dev.sonde.dissectors.Dissector;

/**
 * Puts the segments of one connection back in the order in which its ends saw them, and hands them to a dissector.
 *
 * <p>A segment waits until all before it in its direction was handed on, and all that its sender had confirmed of the
 * other direction: so a response never overtakes its request, whatever the order in the file. What never comes is
 * declared missed once it is known to have been received (it was confirmed) and the capture has moved on, or when too
 * much waits for it.
 */
final class TcpConnection {
    private static final long PATIENCE_CONFIRMED_NANOS = 100_000_000L;
    private static final int PATIENCE_CONFIRMED_PACKETS = 64;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long MOST_WAITING_BYTES = 1 << 20;
    private static final int MOST_WAITING_SEGMENTS = 4096;

    /** So many times as much may wait for what its receiver, who is in the capture, says to lack: a window is so wide. */
    private static final int WINDOWS = 8;

    private static final int UNDECIDED_SEGMENTS = 8;

    /** In the middle of a long response nothing tells who is who before the next request. */
    private static final int UNDECIDED_PACKETS = 4096;

    private static final long SILENCE_NANOS = 5_000_000_000L;

    /** As tshark does: what fills a hole later than this was sent again, not overtaken. */
    private static final long REORDER_NANOS = 3_000_000L;

    private final StreamSide[] sides = {new StreamSide(), new StreamSide()};
    private final Roles roles;
    private final Dissector dissector;
    private final CaptureCounters counters;
    private int client = -1;
    private int lastSide = -1;
    private boolean missedSinceRequest;
    private boolean settled = true;
    private boolean closed;
    private long packets;
    private final long openedNanos;
    private long lastNanos;
    private boolean fromTheStart;

    /**
     * Makes the state of a connection whose first packet was sent by side 0.
     *
     * @param roles is told once which side is the client, before the first byte is handed on
     */
    TcpConnection(long timeNanos, Roles roles, Dissector dissector, CaptureCounters counters) {
        this.openedNanos = timeNanos;
        this.lastNanos = timeNanos;
        this.roles = roles;
        this.dissector = dissector;
        this.counters = counters;
    }

    StreamSide side(int index) {
        return sides[index];
    }

    int client() {
        return client;
    }

    boolean closed() {
        return closed;
    }

    boolean fromTheStart() {
        return fromTheStart;
    }

    long openedNanos() {
        return openedNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    long waitingBytes() {
        return sides[0].waitingBytes + sides[1].waitingBytes;
    }

    /** Whether this segment opens another connection between the same ports. */
    boolean isSucceededBy(Segment s, int from) {
        StreamSide side = sides[from];
        if (s.has(Segment.SYN)) {
            return closed || !isBeginningOf(side, s);
        }
        return closed && s.length > 0 && side.offsetOf(s.sequence) >= side.next && !s.has(Segment.RST);
    }

    /** Whether a SYN is the one that this stream began with: sent again, overtaken by what follows it, or an answer. */
    private boolean isBeginningOf(StreamSide side, Segment s) {
        long offset = side.offsetOf(s.sequence + 1);
        boolean overtaken = !fromTheStart && s.timeNanos - openedNanos < PATIENCE_CONFIRMED_NANOS;
        return !side.started || offset == side.start || (overtaken && offset < side.start);
    }

    /** Takes the next packet of the capture that belongs to this connection. */
    void take(Segment s, int from) {
        packets++;
        lastNanos = Math.max(lastNanos, s.timeNanos);
        StreamSide side = sides[from];
        if (closed || side.isCopy(s)) {
            return;
        }
        StreamSide other = sides[1 - from];
        side.segments++;
        if (s.has(Segment.SYN)) {
            open(s, from);
        }
        confirm(s, other);
        if (s.length > 0) {
            payload(s, from);
        }
        if (s.has(Segment.FIN)) {
            long end = side.offsetOf(s.sequence) + s.length;
            if (!side.started) {
                side.startAt(end);
            }
            side.end = end;
        }
        advance(s.timeNanos);
        if (s.has(Segment.RST) && !side.isOutOfWindow(side.offsetOf(s.sequence))) {
            close(s.timeNanos);
        } else {
            finish(s.timeNanos);
        }
    }

    private void open(Segment s, int from) {
        fromTheStart = true;
        if (!sides[from].delivered) {
            sides[from].startAt(sides[from].offsetOf(s.sequence + 1));
        }
        decide(s.has(Segment.ACK) ? 1 - from : from);
    }

    private static void confirm(Segment s, StreamSide other) {
        if (!s.has(Segment.ACK)) {
            return;
        }
        long offset = other.offsetOf(s.acknowledged);
        if (!other.started) {
            other.startAt(offset);
        }
        other.confirmed = Math.max(other.confirmed, offset);
        other.confirms = true;
    }

    private void payload(Segment s, int from) {
        StreamSide side = sides[from];
        // A SYN may carry data, which begins one later.
        int sequence = s.has(Segment.SYN) ? s.sequence + 1 : s.sequence;
        long offset = side.offsetOf(sequence);
        if (!side.started || (!side.delivered && side.waiting.isEmpty() && !fromTheStart && offset < side.next)) {
            side.startAt(offset);
        }
        if (offset + s.length <= side.next) {
            boolean keepAlive = s.length == 1 && offset == side.next - 1;
            if (!keepAlive) {
                side.retransmits++;
            }
            return;
        }
        if (!side.waiting.isEmpty()
                && offset < side.waiting.getFirst().offset()
                && s.timeNanos - side.waiting.getFirst().segment().timeNanos > REORDER_NANOS) {
            side.retransmits++;
        }
        if (client < 0) {
            decide(roles.guess(from, s));
        }
        if (client >= 0 && side.waiting.isEmpty() && offset <= side.next && free(s, from)) {
            deliver(from, offset, s, s.timeNanos);
        } else {
            side.add(new Waiting(offset, s.keep(), packets));
        }
    }

    private void decide(int answer) {
        if (answer >= 0 && client < 0) {
            client = answer;
            roles.decided(answer);
        }
    }

    /** Whether everything that the sender had seen of the other direction was handed on. */
    private boolean free(Segment s, int from) {
        StreamSide other = sides[1 - from];
        return !s.has(Segment.ACK) || other.reached(other.offsetOf(s.acknowledged));
    }

    private void advance(long now) {
        if (client < 0) {
            if (sides[0].waiting.size() + sides[1].waiting.size() < UNDECIDED_SEGMENTS) {
                return;
            }
            boolean oneSpeaks = sides[0].waiting.isEmpty() || sides[1].waiting.isEmpty();
            if (oneSpeaks && packets < UNDECIDED_PACKETS) {
                sides[sideOfOldest()].passOver();
                return;
            }
            decide(roles.fallback());
        }
        do {
            while (deliverReady(0) || deliverReady(1)) {
                // Each may have been what the other waited for.
            }
        } while (impatient(now) && force());
    }

    private boolean deliverReady(int from) {
        StreamSide side = sides[from];
        if (side.waiting.isEmpty()) {
            return false;
        }
        Waiting first = side.waiting.getFirst();
        if (first.offset() > side.next || !free(first.segment(), from)) {
            return false;
        }
        side.removeFirst();
        deliver(from, first.offset(), first.segment(), first.segment().timeNanos);
        return true;
    }

    private boolean impatient(long now) {
        int from = sideOfOldest();
        if (from < 0) {
            return false;
        }
        Waiting oldest = sides[from].waiting.getFirst();
        long waited = now - oldest.segment().timeNanos;
        boolean received = sides[0].confirmed > sides[0].next || sides[1].confirmed > sides[1].next;
        int times = !received && sides[0].confirms && sides[1].confirms ? WINDOWS : 1;
        if (waited > PATIENCE_NANOS
                || waitingBytes() > times * MOST_WAITING_BYTES
                || sides[0].waiting.size() + sides[1].waiting.size() > times * MOST_WAITING_SEGMENTS) {
            return true;
        }
        return received
                && (waited > PATIENCE_CONFIRMED_NANOS || packets - oldest.sincePacket() > PATIENCE_CONFIRMED_PACKETS);
    }

    /** The side with the segment that came first of those at the heads, or -1 when nothing waits. */
    private int sideOfOldest() {
        if (sides[0].waiting.isEmpty() || sides[1].waiting.isEmpty()) {
            return sides[0].waiting.isEmpty() ? (sides[1].waiting.isEmpty() ? -1 : 1) : 0;
        }
        long first = sides[0].waiting.getFirst().segment().timeNanos;
        return first <= sides[1].waiting.getFirst().segment().timeNanos ? 0 : 1;
    }

    /** Gives up on what the oldest segment waits for. */
    private boolean force() {
        int from = sideOfOldest();
        if (from < 0) {
            return false;
        }
        Waiting oldest = sides[from].waiting.getFirst();
        if (sides[from].isBeyondWindow(oldest.offset())) {
            sides[from].removeFirst();
            return true;
        }
        Segment s = oldest.segment();
        StreamSide other = sides[1 - from];
        if (!free(s, from)) {
            long until = other.offsetOf(s.acknowledged);
            if (!other.waiting.isEmpty()) {
                until = Math.min(until, other.waiting.getFirst().offset());
            }
            miss(1 - from, until, s.timeNanos);
            if (!free(s, from) && other.waiting.isEmpty()) {
                other.next = other.offsetOf(s.acknowledged);
            }
        }
        // Both ends may wait for each other where sequence numbers make no sense: the older goes first.
        miss(from, oldest.offset(), s.timeNanos);
        sides[from].removeFirst();
        deliver(from, oldest.offset(), s, s.timeNanos);
        return true;
    }

    private void miss(int from, long until, long timeNanos) {
        StreamSide side = sides[from];
        long length = until - side.next;
        if (length <= 0) {
            return;
        }
        counters.hole(timeNanos);
        turn(from, timeNanos);
        missedSinceRequest = true;
        dissector.missed(direction(from), side.next, length, timeNanos);
        side.next = until;
        side.delivered = true;
    }

    private void deliver(int from, long offset, Segment s, long timeNanos) {
        StreamSide side = sides[from];
        int seen = Math.clamp(side.next - offset, 0, s.length);
        int length = s.length - seen;
        if (length == 0) {
            return;
        }
        long time = Math.max(timeNanos, side.lastTimeNanos);
        side.lastTimeNanos = time;
        turn(from, time);
        Direction direction = direction(from);
        int captured = Math.max(0, s.captured - seen);
        if (captured > 0) {
            dissector.data(direction, offset + seen, s.bytes, s.payloadFrom + seen, captured, time);
        }
        if (captured < length) {
            counters.cut(time);
            missedSinceRequest = true;
            dissector.missed(direction, offset + seen + captured, length - captured, time);
        }
        side.next = offset + s.length;
        side.delivered = true;
        side.bytes += length;
        settled = false;
    }

    /**
     * Where framing may have been lost, a request that follows a response says that the response has ended, unless requests are known
     * not to wait for it.
     */
    private void turn(int from, long timeNanos) {
        boolean asks = from == client && lastSide == 1 - client && !dissector.answeredEarly();
        if (asks && missedSinceRequest && !dissector.pipelines()) {
            dissector.settled(timeNanos);
            missedSinceRequest = false;
        }
        lastSide = from;
    }

    private Direction direction(int from) {
        return from == client ? Direction.REQUEST : Direction.RESPONSE;
    }

    private void finish(long now) {
        // A server that answers before the body came may end its side before that as well.
        if (client >= 0 && sides[1 - client].finished() && !settled && !dissector.answeredEarly()) {
            settled = true;
            dissector.settled(now);
        }
        if (sides[0].finished() && sides[1].finished()) {
            close(now);
        }
    }

    /** Takes note that the capture has reached a time without a packet of this connection. */
    void silentUntil(long now) {
        if (closed) {
            return;
        }
        advance(now);
        if (!settled && client >= 0 && lastSide == 1 - client && now - lastNanos > SILENCE_NANOS) {
            settled = true;
            dissector.settled(now);
        }
    }

    /** Hands on all that waits, and closes. */
    void close(long now) {
        if (closed) {
            return;
        }
        if (client < 0) {
            decide(roles.fallback());
        }
        while (force()) {
            while (deliverReady(0) || deliverReady(1)) {
                // Each may have been what the other waited for.
            }
        }
        closed = true;
        dissector.close(now);
    }

    /** Ends because the capture ends: what the last response lacks an end for is complete as far as was seen. */
    void endOfCapture() {
        if (!closed && client >= 0 && lastSide == 1 - client) {
            advance(Long.MAX_VALUE / 2);
            dissector.settled(lastNanos);
        }
        close(lastNanos);
    }
}

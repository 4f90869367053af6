package dev.sonde.agent.exchange;

import dev.sonde.agent.record.ChunkRecord;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chunks of a flow that came before some of the payload in front of them: segments overtake one another before TCP puts them in order, and two
 * CPUs send the chunks of two segments at once. Who receives them acts on none before it has what is in front. Kept until that is there, or is
 * waited for no longer; and so are responses that passed behind a request that is kept, which may be its own. Bounded. Owned by the drain thread.
 */
final class OvertakenChunks {
    private static final int MAX_BYTES = 1 << 20;

    /** For a segment that was overtaken: it may be sent again. */
    private static final long SEGMENT_NANOS = 2_000_000_000L;

    /** For chunks that another CPU sends. */
    private static final long CHUNK_NANOS = 50_000_000L;

    private final NavigableMap<Long, Piece> requests = new TreeMap<>();
    private final NavigableMap<Long, Piece> responses = new TreeMap<>();
    private final Set<Direction> begun = EnumSet.noneOf(Direction.class);
    private int used;
    private long sinceNanos;
    private long patienceNanos;

    /** What a chunk says. */
    private static final class Piece {
        final byte[] bytes;
        final long timeNanos;

        /** Bytes of its segment from its first byte on, where nothing more of it comes; else 0. */
        final long missedBytes;

        Piece(ChunkRecord chunk, byte[] buffer, int payload) {
            bytes = Arrays.copyOfRange(buffer, payload, payload + chunk.captured);
            timeNanos = chunk.timeNanos;
            missedBytes = chunk.last != 0 ? Integer.toUnsignedLong(chunk.segmentBytes) : 0;
        }

        void handOn(ConnectionDissector dissector, Direction direction, long at) {
            dissector.data(direction, at, bytes, 0, bytes.length, timeNanos);
            dissector.missed(direction, at, missedBytes, timeNanos);
        }
    }

    /**
     * Keeps a chunk if what is in front of it is still to come; hands on what was waited for too long.
     *
     * @param at the offset of its first byte
     */
    boolean keeps(
            ConnectionDissector dissector,
            Direction direction,
            long at,
            ChunkRecord chunk,
            byte[] buffer,
            int payload) {
        if (chunk.lost != 0 || (!isEmpty() && chunk.timeNanos - sinceNanos > patienceNanos)) {
            handOnAll(dissector);
        }
        // What the first one lacks was read in turns, or was not.
        boolean first = begun.add(direction) && chunk.overtook == 0;
        boolean early = !first && dissector.lacks(direction, at);
        boolean behind = direction == Direction.RESPONSE && isBehindARequest(chunk.timeNanos);
        if (chunk.lost != 0 || !(early || behind)) {
            return false;
        }
        if (used + chunk.captured > MAX_BYTES) {
            handOnAll(dissector);
            return false;
        }
        if (isEmpty()) {
            sinceNanos = chunk.timeNanos;
            patienceNanos = 0;
        }
        patienceNanos = Math.max(patienceNanos, chunk.overtook != 0 ? SEGMENT_NANOS : CHUNK_NANOS);
        Piece before = of(direction).put(at, new Piece(chunk, buffer, payload));
        used += chunk.captured - (before == null ? 0 : before.bytes.length);
        return true;
    }

    /** Hands on those that lack nothing any more. */
    void handOn(ConnectionDissector dissector) {
        while (!isEmpty()) {
            Direction next = next();
            if (next == Direction.RESPONSE && dissector.lacks(next, responses.firstKey())) {
                next = Direction.REQUEST;
            }
            NavigableMap<Long, Piece> kept = of(next);
            if (kept.isEmpty() || dissector.lacks(next, kept.firstKey())) {
                sinceNanos = of(next()).firstEntry().getValue().timeNanos;
                return;
            }
            handOnFirst(dissector, next);
        }
    }

    /** Hands on all: what they lack is a hole. */
    void handOnAll(ConnectionDissector dissector) {
        while (!isEmpty()) {
            handOnFirst(dissector, next());
        }
    }

    private void handOnFirst(ConnectionDissector dissector, Direction direction) {
        Map.Entry<Long, Piece> first = of(direction).pollFirstEntry();
        used -= first.getValue().bytes.length;
        first.getValue().handOn(dissector, direction, first.getKey());
    }

    /** The direction of the one that passed first. */
    private Direction next() {
        if (requests.isEmpty()) {
            return Direction.RESPONSE;
        }
        boolean request =
                responses.isEmpty() || isBehindARequest(responses.firstEntry().getValue().timeNanos);
        return request ? Direction.REQUEST : Direction.RESPONSE;
    }

    private boolean isBehindARequest(long timeNanos) {
        return !requests.isEmpty() && timeNanos >= requests.firstEntry().getValue().timeNanos;
    }

    private NavigableMap<Long, Piece> of(Direction direction) {
        return direction == Direction.REQUEST ? requests : responses;
    }

    private boolean isEmpty() {
        return requests.isEmpty() && responses.isEmpty();
    }
}

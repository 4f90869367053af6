package dev.sonde.agent.exchange;

import dev.sonde.agent.record.ChunkRecord;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chunks of a flow that came before some of the payload in front of them: segments overtake one another before TCP puts them in order, and two
 * CPUs send the chunks of two segments at once. Who receives them acts on none before it has what is in front. Kept until that is there, or is
 * waited for no longer. Bounded. Owned by the drain thread.
 */
final class OvertakenChunks {
    private static final int MAX_BYTES = 1 << 20;

    /** For a segment that was overtaken: it may be sent again. */
    private static final long SEGMENT_NANOS = 2_000_000_000L;

    /** For chunks that another CPU sends. */
    private static final long CHUNK_NANOS = 50_000_000L;

    private final Map<Direction, NavigableMap<Long, Piece>> pieces = new EnumMap<>(Direction.class);
    private final Set<Direction> begun = EnumSet.noneOf(Direction.class);
    private int used;
    private long untilNanos;

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
        if (chunk.lost != 0 || (used > 0 && chunk.timeNanos > untilNanos)) {
            handOnAll(dissector);
        }
        // What the first one lacks was read in turns, or was not.
        boolean first = begun.add(direction) && chunk.overtook == 0;
        if (first || chunk.lost != 0 || !dissector.lacks(direction, at)) {
            return false;
        }
        if (used + chunk.captured > MAX_BYTES) {
            handOnAll(dissector);
            return false;
        }
        long patience = chunk.overtook != 0 ? SEGMENT_NANOS : CHUNK_NANOS;
        untilNanos = Math.max(used == 0 ? Long.MIN_VALUE : untilNanos, chunk.timeNanos + patience);
        add(direction, at, chunk, buffer, payload);
        return true;
    }

    private void add(Direction direction, long at, ChunkRecord chunk, byte[] buffer, int payload) {
        Piece before =
                pieces.computeIfAbsent(direction, key -> new TreeMap<>()).put(at, new Piece(chunk, buffer, payload));
        used += chunk.captured - (before == null ? 0 : before.bytes.length);
    }

    /** Hands on those that lack nothing any more. */
    void handOn(ConnectionDissector dissector) {
        if (pieces.isEmpty()) {
            return;
        }
        pieces.forEach((direction, kept) -> {
            while (!kept.isEmpty() && !dissector.lacks(direction, kept.firstKey())) {
                handOnFirst(dissector, direction, kept);
            }
        });
    }

    /** Hands on all: what they lack is a hole. */
    void handOnAll(ConnectionDissector dissector) {
        pieces.forEach((direction, kept) -> {
            while (!kept.isEmpty()) {
                handOnFirst(dissector, direction, kept);
            }
        });
    }

    private void handOnFirst(ConnectionDissector dissector, Direction direction, NavigableMap<Long, Piece> kept) {
        Map.Entry<Long, Piece> first = kept.pollFirstEntry();
        used -= first.getValue().bytes.length;
        first.getValue().handOn(dissector, direction, first.getKey());
    }
}

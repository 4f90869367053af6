package dev.sonde.agent.exchange;

import dev.sonde.agent.record.ChunkRecord;
import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.Direction;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Chunks of a flow that came before some of the payload in front of them: segments overtake one another before TCP puts them in order, and who
 * receives them acts on none before. Kept until that is there. Bounded. Owned by the drain thread.
 */
final class OvertakenChunks {
    private static final int MAX_BYTES = 1 << 20;

    private final Map<Direction, NavigableMap<Long, Piece>> pieces = new EnumMap<>(Direction.class);
    private int used;

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

    /** Whether some of a direction are kept. */
    boolean waits(Direction direction) {
        NavigableMap<Long, Piece> kept = pieces.get(direction);
        return kept != null && !kept.isEmpty();
    }

    /**
     * Keeps one.
     *
     * @param at the offset of its first byte
     * @return false when there is no room
     */
    boolean add(Direction direction, long at, ChunkRecord chunk, byte[] buffer, int payload) {
        if (used + chunk.captured > MAX_BYTES) {
            return false;
        }
        Piece before =
                pieces.computeIfAbsent(direction, key -> new TreeMap<>()).put(at, new Piece(chunk, buffer, payload));
        used += chunk.captured - (before == null ? 0 : before.bytes.length);
        return true;
    }

    /** Hands on those that lack nothing any more. */
    void handOn(ConnectionDissector dissector) {
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

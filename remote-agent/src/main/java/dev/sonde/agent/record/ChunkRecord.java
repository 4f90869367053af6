package dev.sonde.agent.record;

import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * Payload beyond what an exchange record carries: {@code struct chunk_record}, read into fields that are used again. Owned by the drain thread.
 */
public final class ChunkRecord {
    /** Names the socket. */
    public long cookie;

    /** When the segment passed. */
    public long timeNanos;

    /** TCP sequence number of the first captured byte. */
    public int sequence;

    /** Payload of the segment from there on. */
    public int segmentBytes;

    /** Bytes that follow. */
    public int captured;

    /** Of {@code enum flow_direction}. */
    public int direction;

    /** 1 when every segment of the socket comes as a chunk from here on. */
    public int streamed;

    /** 1 when nothing more of its segment is captured. */
    public int last;

    /** 1 when some of the payload before its segment has not come yet. */
    public int overtook;

    /** 1 when some of the payload before its segment had no room in the ring. */
    public int lost;

    private final int cookieAt;
    private final int timeNanosAt;
    private final int sequenceAt;
    private final int segmentBytesAt;
    private final int capturedAt;
    private final int directionAt;
    private final int streamedAt;
    private final int lastAt;
    private final int overtookAt;
    private final int lostAt;
    private final int sizeBytes;

    /** Finds the fields. */
    public ChunkRecord(StructLayout layout) {
        cookieAt = layout.offset("head.cookie", 8);
        timeNanosAt = layout.offset("time_ns", 8);
        sequenceAt = layout.offset("sequence", 4);
        segmentBytesAt = layout.offset("segment_bytes", 4);
        capturedAt = layout.offset("captured", 2);
        directionAt = layout.offset("direction", 1);
        streamedAt = layout.offset("streamed", 1);
        lastAt = layout.offset("last", 1);
        overtookAt = layout.offset("overtook", 1);
        lostAt = layout.offset("lost", 1);
        sizeBytes = layout.sizeBytes();
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        timeNanos = RecordBytes.i64(buffer, offset + timeNanosAt);
        sequence = RecordBytes.i32(buffer, offset + sequenceAt);
        segmentBytes = RecordBytes.i32(buffer, offset + segmentBytesAt);
        captured = RecordBytes.u16(buffer, offset + capturedAt);
        direction = RecordBytes.u8(buffer, offset + directionAt);
        streamed = RecordBytes.u8(buffer, offset + streamedAt);
        last = RecordBytes.u8(buffer, offset + lastAt);
        overtook = RecordBytes.u8(buffer, offset + overtookAt);
        lost = RecordBytes.u8(buffer, offset + lostAt);
    }

    /** Where the captured bytes begin, from the begin of the record. */
    public int payloadOffset() {
        return sizeBytes;
    }
}

package dev.sonde.agent.record;

import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * What waits long for its response: {@code struct waiting_record}, read into fields that are used again. Owned by the drain thread.
 */
public final class WaitingRecord {
    /** Names the socket. */
    public long cookie;

    /** First byte of the request. */
    public long requestStartNanos;

    /** TCP sequence number of that. */
    public int requestSequence;

    /** The same of the response, which has not come. */
    public int responseSequence;

    /** Bytes of the request that follow. */
    public int captured;

    private final int cookieAt;
    private final int requestStartAt;
    private final int requestSequenceAt;
    private final int responseSequenceAt;
    private final int capturedAt;
    private final int sizeBytes;

    /** Finds the fields. */
    public WaitingRecord(StructLayout layout) {
        cookieAt = layout.offset("head.cookie", 8);
        requestStartAt = layout.offset("request_start_ns", 8);
        requestSequenceAt = layout.offset("request_sequence", 4);
        responseSequenceAt = layout.offset("response_sequence", 4);
        capturedAt = layout.offset("captured", 2);
        sizeBytes = layout.sizeBytes();
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        requestStartNanos = RecordBytes.i64(buffer, offset + requestStartAt);
        requestSequence = RecordBytes.i32(buffer, offset + requestSequenceAt);
        responseSequence = RecordBytes.i32(buffer, offset + responseSequenceAt);
        captured = RecordBytes.u16(buffer, offset + capturedAt);
    }

    /** Where its bytes begin, from the record's beginning. */
    public int payloadOffset() {
        return sizeBytes;
    }
}

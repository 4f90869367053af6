package dev.sonde.agent.record;

import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * A request and the beginning of its response: {@code struct exchange_record}, read into fields that are used again. Owned by the drain thread.
 */
public final class ExchangeRecord {
    /** Names the socket. */
    public long cookie;

    /** First byte of the request. */
    public long requestStartNanos;

    /** Last byte of the request so far. */
    public long requestEndNanos;

    /** First byte of the response. */
    public long responseStartNanos;

    /** Last byte of the response to the exchange before. */
    public long settledNanos;

    /** Which exchange is settled. */
    public int settledSequence;

    /** All of its response; 0 when nothing is settled. */
    public int settledBytes;

    /** TCP sequence number of the first byte of the request. */
    public int requestSequence;

    /** TCP sequence number of the first byte of the response. */
    public int responseSequence;

    /** All of the request. */
    public int requestBytes;

    /** The response so far. */
    public int responseBytes;

    /** Exchanges of this socket that were counted and not sent so far. */
    public int skipped;

    /** Bytes of the request that follow. */
    public int requestCaptured;

    /** Bytes of the response that follow those. */
    public int responseCaptured;

    /** Bits of {@code enum exchange_record_flag}. */
    public int flags;

    private final int cookieAt;
    private final int requestStartNanosAt;
    private final int requestEndNanosAt;
    private final int responseStartNanosAt;
    private final int settledNanosAt;
    private final int settledSequenceAt;
    private final int settledBytesAt;
    private final int requestSequenceAt;
    private final int responseSequenceAt;
    private final int requestBytesAt;
    private final int responseBytesAt;
    private final int skippedAt;
    private final int requestCapturedAt;
    private final int responseCapturedAt;
    private final int flagsAt;
    private final int sizeBytes;

    /** Finds the fields. */
    public ExchangeRecord(StructLayout layout) {
        cookieAt = layout.offset("head.cookie", 8);
        requestStartNanosAt = layout.offset("request_start_ns", 8);
        requestEndNanosAt = layout.offset("request_end_ns", 8);
        responseStartNanosAt = layout.offset("response_start_ns", 8);
        settledNanosAt = layout.offset("settle.last_ns", 8);
        settledSequenceAt = layout.offset("settle.request_sequence", 4);
        settledBytesAt = layout.offset("settle.response_bytes", 4);
        requestSequenceAt = layout.offset("request_sequence", 4);
        responseSequenceAt = layout.offset("response_sequence", 4);
        requestBytesAt = layout.offset("request_bytes", 4);
        responseBytesAt = layout.offset("response_bytes", 4);
        skippedAt = layout.offset("skipped", 4);
        requestCapturedAt = layout.offset("request_captured", 2);
        responseCapturedAt = layout.offset("response_captured", 2);
        flagsAt = layout.offset("flags", 1);
        sizeBytes = layout.sizeBytes();
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        requestStartNanos = RecordBytes.i64(buffer, offset + requestStartNanosAt);
        requestEndNanos = RecordBytes.i64(buffer, offset + requestEndNanosAt);
        responseStartNanos = RecordBytes.i64(buffer, offset + responseStartNanosAt);
        settledNanos = RecordBytes.i64(buffer, offset + settledNanosAt);
        settledSequence = RecordBytes.i32(buffer, offset + settledSequenceAt);
        settledBytes = RecordBytes.i32(buffer, offset + settledBytesAt);
        requestSequence = RecordBytes.i32(buffer, offset + requestSequenceAt);
        responseSequence = RecordBytes.i32(buffer, offset + responseSequenceAt);
        requestBytes = RecordBytes.i32(buffer, offset + requestBytesAt);
        responseBytes = RecordBytes.i32(buffer, offset + responseBytesAt);
        skipped = RecordBytes.i32(buffer, offset + skippedAt);
        requestCaptured = RecordBytes.u16(buffer, offset + requestCapturedAt);
        responseCaptured = RecordBytes.u16(buffer, offset + responseCapturedAt);
        flags = RecordBytes.u8(buffer, offset + flagsAt);
    }

    /** Where the captured bytes begin, from the begin of the record. */
    public int payloadOffset() {
        return sizeBytes;
    }
}

package dev.sonde.agent.record;

import dev.sonde.agent.connection.Tuple;
import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * A connection that ended, with its counters: {@code struct close_record}, read into fields that are used again. Owned by the drain thread.
 */
public final class CloseRecord {
    /** Names the socket, or 0. */
    public long cookie;

    /** When. */
    public long timeNanos;

    /** When it was opened; 0 before the probe. */
    public long openedNanos;

    /** Payload sent. */
    public long bytesSent;

    /** Payload received. */
    public long bytesReceived;

    /** Segments sent. */
    public int segmentsSent;

    /** Segments sent again. */
    public int retransmits;

    /** Smoothed round trip time. */
    public int roundTripMicros;

    /** Of {@code enum socket_role}. */
    public int role;

    /** Addresses and ports. */
    public final Tuple tuple = new Tuple();

    private final int cookieAt;
    private final int timeNanosAt;
    private final int openedNanosAt;
    private final int bytesSentAt;
    private final int bytesReceivedAt;
    private final int segmentsSentAt;
    private final int retransmitsAt;
    private final int roundTripMicrosAt;
    private final int roleAt;
    private final TupleReader tupleReader;

    /** Finds the fields. */
    public CloseRecord(StructLayout layout) {
        cookieAt = layout.offset("head.cookie", 8);
        timeNanosAt = layout.offset("time_ns", 8);
        openedNanosAt = layout.offset("opened_ns", 8);
        bytesSentAt = layout.offset("bytes_sent", 8);
        bytesReceivedAt = layout.offset("bytes_received", 8);
        segmentsSentAt = layout.offset("segments_sent", 4);
        retransmitsAt = layout.offset("retransmits", 4);
        roundTripMicrosAt = layout.offset("srtt_us", 4);
        roleAt = layout.offset("role", 1);
        tupleReader = new TupleReader(layout);
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        timeNanos = RecordBytes.i64(buffer, offset + timeNanosAt);
        openedNanos = RecordBytes.i64(buffer, offset + openedNanosAt);
        bytesSent = RecordBytes.i64(buffer, offset + bytesSentAt);
        bytesReceived = RecordBytes.i64(buffer, offset + bytesReceivedAt);
        segmentsSent = RecordBytes.i32(buffer, offset + segmentsSentAt);
        retransmits = RecordBytes.i32(buffer, offset + retransmitsAt);
        roundTripMicros = RecordBytes.i32(buffer, offset + roundTripMicrosAt);
        role = RecordBytes.u8(buffer, offset + roleAt);
        tupleReader.read(buffer, offset, tuple);
    }
}

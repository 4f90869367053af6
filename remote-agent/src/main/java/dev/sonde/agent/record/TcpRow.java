package dev.sonde.agent.record;

import dev.sonde.agent.connection.Tuple;
import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * Counters of a live connection: {@code struct tcp_row}, read into fields that are used again. Owned by the drain thread.
 */
public final class TcpRow {
    /** Names the socket, or 0. */
    public long cookie;

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

    /** TCP state as in {@code include/net/tcp_states.h}. */
    public int state;

    /** Addresses and ports. */
    public final Tuple tuple = new Tuple();

    private final int cookieAt;
    private final int bytesSentAt;
    private final int bytesReceivedAt;
    private final int segmentsSentAt;
    private final int retransmitsAt;
    private final int roundTripMicrosAt;
    private final int stateAt;
    private final TupleReader tupleReader;

    /** Finds the fields. */
    public TcpRow(StructLayout layout) {
        cookieAt = layout.offset("cookie", 8);
        bytesSentAt = layout.offset("bytes_sent", 8);
        bytesReceivedAt = layout.offset("bytes_received", 8);
        segmentsSentAt = layout.offset("segments_sent", 4);
        retransmitsAt = layout.offset("retransmits", 4);
        roundTripMicrosAt = layout.offset("srtt_us", 4);
        stateAt = layout.offset("state", 1);
        tupleReader = new TupleReader(layout);
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        bytesSent = RecordBytes.i64(buffer, offset + bytesSentAt);
        bytesReceived = RecordBytes.i64(buffer, offset + bytesReceivedAt);
        segmentsSent = RecordBytes.i32(buffer, offset + segmentsSentAt);
        retransmits = RecordBytes.i32(buffer, offset + retransmitsAt);
        roundTripMicros = RecordBytes.i32(buffer, offset + roundTripMicrosAt);
        state = RecordBytes.u8(buffer, offset + stateAt);
        tupleReader.read(buffer, offset, tuple);
    }
}

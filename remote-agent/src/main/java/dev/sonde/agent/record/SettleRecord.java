package dev.sonde.agent.record;

import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * The end of the last exchange of a socket: {@code struct settle_record}, read into fields that are used again. Owned by the drain thread.
 */
public final class SettleRecord {
    /** Names the socket. */
    public long cookie;

    /** Last byte of the response. */
    public long settledNanos;

    /** Which exchange is settled. */
    public int settledSequence;

    /** All of its response; 0 when nothing is settled. */
    public int settledBytes;

    /** Exchanges of this socket that were counted and not sent so far. */
    public int skipped;

    /** Requests of this socket so far of which nothing was sent. */
    public int unread;

    /** First byte of a request that has no response yet. */
    public int openSequence;

    /** How much of it has come; 0 when there is none. */
    public int openBytes;

    /** 1 when the response ends like a body in chunks. */
    public int lastChunk;

    /** 1 when no more responses come on this socket. */
    public int closed;

    /** 1 when the other end is watched on this machine, and counts what is skipped. */
    public int peer;

    private final int cookieAt;
    private final int settledNanosAt;
    private final int settledSequenceAt;
    private final int settledBytesAt;
    private final int skippedAt;
    private final int unreadAt;
    private final int openSequenceAt;
    private final int openBytesAt;
    private final int lastChunkAt;
    private final int closedAt;
    private final int peerAt;

    /** Finds the fields. */
    public SettleRecord(StructLayout layout) {
        cookieAt = layout.offset("head.cookie", 8);
        settledNanosAt = layout.offset("settle.last_ns", 8);
        settledSequenceAt = layout.offset("settle.request_sequence", 4);
        settledBytesAt = layout.offset("settle.response_bytes", 4);
        skippedAt = layout.offset("skipped", 4);
        unreadAt = layout.offset("unread", 4);
        openSequenceAt = layout.offset("open_request_sequence", 4);
        openBytesAt = layout.offset("open_request_bytes", 4);
        lastChunkAt = layout.offset("last_chunk", 1);
        closedAt = layout.offset("closed", 1);
        peerAt = layout.offset("peer", 1);
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        settledNanos = RecordBytes.i64(buffer, offset + settledNanosAt);
        settledSequence = RecordBytes.i32(buffer, offset + settledSequenceAt);
        settledBytes = RecordBytes.i32(buffer, offset + settledBytesAt);
        skipped = RecordBytes.i32(buffer, offset + skippedAt);
        unread = RecordBytes.i32(buffer, offset + unreadAt);
        openSequence = RecordBytes.i32(buffer, offset + openSequenceAt);
        openBytes = RecordBytes.i32(buffer, offset + openBytesAt);
        lastChunk = RecordBytes.u8(buffer, offset + lastChunkAt);
        closed = RecordBytes.u8(buffer, offset + closedAt);
        peer = RecordBytes.u8(buffer, offset + peerAt);
    }
}

package dev.sonde.agent.record;

import dev.sonde.agent.connection.Tuple;
import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * A watched socket: {@code struct socket_record}, read into fields that are used again. Owned by the drain thread.
 */
public final class SocketRecord {
    /** Names the socket. */
    public long cookie;

    /** When its first payload was seen. */
    public long timeNanos;

    /** Cgroup of the socket. */
    public long cgroupId;

    /** Of {@code enum socket_role}. */
    public int role;

    /** 1 when payload had passed before. */
    public int openedBefore;

    /** Addresses and ports. */
    public final Tuple tuple = new Tuple();

    private final int cookieAt;
    private final int timeNanosAt;
    private final int cgroupIdAt;
    private final int roleAt;
    private final int openedBeforeAt;
    private final TupleReader tupleReader;

    /** Finds the fields. */
    public SocketRecord(StructLayout layout) {
        cookieAt = layout.offset("head.cookie", 8);
        timeNanosAt = layout.offset("time_ns", 8);
        cgroupIdAt = layout.offset("cgroup_id", 8);
        roleAt = layout.offset("role", 1);
        openedBeforeAt = layout.offset("opened_before", 1);
        tupleReader = new TupleReader(layout);
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        timeNanos = RecordBytes.i64(buffer, offset + timeNanosAt);
        cgroupId = RecordBytes.i64(buffer, offset + cgroupIdAt);
        role = RecordBytes.u8(buffer, offset + roleAt);
        openedBefore = RecordBytes.u8(buffer, offset + openedBeforeAt);
        tupleReader.read(buffer, offset, tuple);
    }
}

package dev.sonde.agent.record;

import dev.sonde.agent.connection.Tuple;
import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * A connection that was established: {@code struct open_record}, read into fields that are used again. Owned by the drain thread.
 */
public final class OpenRecord {
    /** Names the socket, or 0. */
    public long cookie;

    /** When. */
    public long timeNanos;

    /** Cgroup of the socket. */
    public long cgroupId;

    /** The process that connected; none of a connection that was accepted. */
    public final Owner owner;

    /** Of {@code enum socket_role}. */
    public int role;

    /** Addresses and ports. */
    public final Tuple tuple = new Tuple();

    private final int cookieAt;
    private final int timeNanosAt;
    private final int cgroupIdAt;
    private final int roleAt;
    private final TupleReader tupleReader;

    /** Finds the fields. */
    public OpenRecord(StructLayout layout) {
        cookieAt = layout.offset("head.cookie", 8);
        timeNanosAt = layout.offset("time_ns", 8);
        cgroupIdAt = layout.offset("cgroup_id", 8);
        owner = new Owner(layout);
        roleAt = layout.offset("role", 1);
        tupleReader = new TupleReader(layout);
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        timeNanos = RecordBytes.i64(buffer, offset + timeNanosAt);
        cgroupId = RecordBytes.i64(buffer, offset + cgroupIdAt);
        owner.read(buffer, offset);
        role = RecordBytes.u8(buffer, offset + roleAt);
        tupleReader.read(buffer, offset, tuple);
    }
}

package dev.sonde.agent.record;

import dev.sonde.agent.connection.Tuple;
import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;
import java.nio.charset.StandardCharsets;

/**
 * A process that reads from a socket: {@code struct owner_record}, read into fields that are used again. Owned by the drain thread.
 */
public final class OwnerRecord {
    /** Names the socket, or 0. */
    public long cookie;

    /** When. */
    public long timeNanos;

    /** The process. */
    public int tgid;

    /** Addresses and ports. */
    public final Tuple tuple = new Tuple();

    private final int cookieAt;
    private final int timeNanosAt;
    private final int tgidAt;
    private final TupleReader tupleReader;
    private final int commAt;

    /** Finds the fields. */
    public OwnerRecord(StructLayout layout) {
        cookieAt = layout.offset("head.cookie", 8);
        timeNanosAt = layout.offset("time_ns", 8);
        tgidAt = layout.offset("tgid", 4);
        tupleReader = new TupleReader(layout);
        commAt = layout.offset("comm");
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        timeNanos = RecordBytes.i64(buffer, offset + timeNanosAt);
        tgid = RecordBytes.i32(buffer, offset + tgidAt);
        tupleReader.read(buffer, offset, tuple);
    }

    /** The name the process gives itself, at most 15 bytes. */
    public String comm(byte[] buffer, int offset) {
        int end = offset + commAt;
        while (end < offset + commAt + 16 && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, offset + commAt, end - offset - commAt, StandardCharsets.UTF_8);
    }
}

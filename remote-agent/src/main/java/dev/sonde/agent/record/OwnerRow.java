package dev.sonde.agent.record;

import dev.sonde.agent.connection.Tuple;
import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * A process that holds a TCP socket: {@code struct owner_row}, read into fields that are used again. Owned by the drain thread.
 */
public final class OwnerRow {
    /** Names the socket, or 0. */
    public long cookie;

    /** The process. */
    public final Owner owner;

    /** TCP state as in {@code include/net/tcp_states.h}. */
    public int state;

    /** Addresses and ports. */
    public final Tuple tuple = new Tuple();

    private final int cookieAt;
    private final int stateAt;
    private final TupleReader tupleReader;

    /** Finds the fields. */
    public OwnerRow(StructLayout layout) {
        cookieAt = layout.offset("cookie", 8);
        owner = new Owner(layout);
        stateAt = layout.offset("state", 1);
        tupleReader = new TupleReader(layout);
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        owner.read(buffer, offset);
        state = RecordBytes.u8(buffer, offset + stateAt);
        tupleReader.read(buffer, offset, tuple);
    }
}

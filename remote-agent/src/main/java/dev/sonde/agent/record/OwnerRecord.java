package dev.sonde.agent.record;

import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/**
 * Whose a watched socket is: {@code struct owner_record}, read into fields that are used again. Owned by the drain thread.
 */
public final class OwnerRecord {
    /** Names the socket. */
    public long cookie;

    /** When it was found. */
    public long timeNanos;

    /** Whose it is. */
    public final Owner owner;

    private final int cookieAt;
    private final int timeNanosAt;

    /** Finds the fields. */
    public OwnerRecord(StructLayout layout) {
        cookieAt = layout.offset("head.cookie", 8);
        timeNanosAt = layout.offset("time_ns", 8);
        owner = new Owner(layout);
    }

    /** Reads a record. */
    public void read(byte[] buffer, int offset) {
        cookie = RecordBytes.i64(buffer, offset + cookieAt);
        timeNanos = RecordBytes.i64(buffer, offset + timeNanosAt);
        owner.read(buffer, offset);
    }
}

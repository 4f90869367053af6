package dev.sonde.agent.record;

import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;
import java.nio.charset.StandardCharsets;

/**
 * Whose a socket is: {@code struct socket_owner} as a member {@code owner} of a record, read into fields that are used
 * again. Owned by the drain thread.
 */
public final class Owner {
    /** The process in the initial namespace, or 0. */
    public int tgid;

    /** When it began, in the clock of the machine's start. */
    public long startNanos;

    /** Its cgroup of version 2. */
    public long cgroupId;

    /** Of {@code enum owner_scope}. */
    public int scope;

    /** Lowest byte of the {@code owners_generation} of which the scope is. */
    public int generation;

    private final int tgidAt;
    private final int startNanosAt;
    private final int cgroupIdAt;
    private final int scopeAt;
    private final int generationAt;
    private final int nameAt;
    private final int nameBytes;
    private byte[] buffer = new byte[0];
    private int nameFrom;

    /** Finds the fields in a record that has such a member. */
    Owner(StructLayout layout) {
        tgidAt = layout.offset("owner.tgid", 4);
        startNanosAt = layout.offset("owner.start_ns", 8);
        cgroupIdAt = layout.offset("owner.cgroup_id", 8);
        scopeAt = layout.offset("owner.scope", 1);
        generationAt = layout.offset("owner.generation", 1);
        nameAt = layout.offset("owner.name");
        nameBytes = layout.size("owner.name");
    }

    void read(byte[] record, int offset) {
        tgid = RecordBytes.i32(record, offset + tgidAt);
        startNanos = RecordBytes.i64(record, offset + startNanosAt);
        cgroupId = RecordBytes.i64(record, offset + cgroupIdAt);
        scope = RecordBytes.u8(record, offset + scopeAt);
        generation = RecordBytes.u8(record, offset + generationAt);
        buffer = record;
        nameFrom = offset + nameAt;
    }

    /** Base name of the executable, at most 39 bytes of it; valid while the record is. */
    public String name() {
        int end = nameFrom;
        while (end < nameFrom + nameBytes && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, nameFrom, end - nameFrom, StandardCharsets.UTF_8);
    }
}

package dev.sonde.agent.owner;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.connection.LongTable;
import dev.sonde.protocol.v1.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes that own sockets and their refs. A pid that is used again has another start time and gets another ref.
 * Bounded: when it is full, processes have no ref. Owned by the drain thread.
 */
public final class ProcessTable {
    static final int MAX_PROCESSES = 8192;
    private static final long RECHECK_NANOS = 2_000_000_000L;

    private final ProcessInspector inspector;
    private final LongTable<OwnedProcess> byPid = new LongTable<>(64);
    private final List<OwnedProcess> all = new ArrayList<>();

    /**
     * Makes an empty table.
     *
     * @param proc where the proc file system of the initial pid namespace is mounted
     */
    public ProcessTable(Path proc) {
        inspector = new ProcessInspector(proc);
    }

    /**
     * Returns the ref of a process, reading what it is when it is new.
     *
     * @param pid in the initial namespace; 0 has no ref
     * @param comm what it calls itself, or empty
     * @return 0 when there is no room
     */
    public int ref(int pid, String comm, long nowNanos) {
        if (pid <= 0) {
            return 0;
        }
        OwnedProcess known = byPid.get(pid);
        if (known != null && nowNanos - known.checkedNanos < RECHECK_NANOS) {
            return known.ref;
        }
        long start = inspector.startTicks(pid);
        if (known != null && (start == known.startTicks || start == 0)) {
            return recheck(known, comm, nowNanos);
        }
        if (all.size() >= MAX_PROCESSES) {
            return 0;
        }
        int ref = all.size() + 1;
        OwnedProcess added = new OwnedProcess(ref, pid, start, inspector.inspect(ref, pid, comm));
        added.checkedNanos = nowNanos;
        byPid.put(pid, added);
        all.add(added);
        return ref;
    }

    /** The base name of the executable of a process, or empty. */
    public String executable(int ref) {
        return ref <= 0 ? "" : all.get(ref - 1).message.getExecutable();
    }

    /** The process with a ref, or null. */
    public dev.sonde.protocol.v1.@Nullable Process process(int ref) {
        return ref <= 0 ? null : all.get(ref - 1).message;
    }

    /** Moves what is new into the batch. */
    public void report(BatchBuilder batch) {
        for (int i = 0; i < all.size(); i++) {
            OwnedProcess process = all.get(i);
            if (process.changed) {
                batch.add(Batch.PROCESSES_FIELD_NUMBER, process.message);
                process.changed = false;
            }
        }
    }

    /** Sends all again: a new client knows none. */
    public void forgetSent() {
        for (OwnedProcess process : all) {
            process.changed = true;
        }
    }

    /** The same process may run another program since: exec keeps pid and start time. */
    private int recheck(OwnedProcess known, String comm, long nowNanos) {
        known.checkedNanos = nowNanos;
        var now = inspector.inspect(known.ref, known.pid, comm);
        if (!now.getCommand().isEmpty() && !now.equals(known.message)) {
            known.message = now;
            known.changed = true;
        }
        return known.ref;
    }
}

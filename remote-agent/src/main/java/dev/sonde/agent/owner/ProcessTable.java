package dev.sonde.agent.owner;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.connection.LongTable;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Process;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processes that own sockets and their refs. A pid that is used again, or a process that runs another program, gets
 * another ref. Bounded: when many have come and gone, those that ended already share a ref by their name, and when it is
 * full others have none. Owned by the drain thread.
 */
public final class ProcessTable {
    static final int MAX_PROCESSES = 8192;
    private static final int KEPT_APART = MAX_PROCESSES - 1024;
    private static final long RECHECK_NANOS = 2_000_000_000L;

    private final ProcessInspector inspector;
    private final LongTable<OwnedProcess> byPid = new LongTable<>(64);
    private final Map<String, OwnedProcess> endedByName = new HashMap<>();
    private final List<OwnedProcess> all = new ArrayList<>();

    /**
     * Makes an empty table.
     *
     * @param proc where the proc file system of the initial pid namespace is mounted
     * @param cgroups root of the cgroups of version 2 where the agent has one of its own, else null
     */
    public ProcessTable(Path proc, @Nullable Path cgroups) {
        inspector = new ProcessInspector(proc, new CgroupTree(proc, cgroups));
    }

    /**
     * Returns the ref of a process, reading what it is when it is new.
     *
     * @return 0 when there is no room
     */
    public int ref(ProcessIdentity identity, long nowNanos) {
        OwnedProcess known = byPid.get(identity.pid());
        if (known != null && known.identity.equals(identity)) {
            if (nowNanos - known.checkedNanos >= RECHECK_NANOS) {
                recheck(known, nowNanos);
            }
            return known.ref;
        }
        if (all.size() >= KEPT_APART && !inspector.runs(identity)) {
            return sharedRef(identity);
        }
        return all.size() >= MAX_PROCESSES ? 0 : add(identity, nowNanos).ref;
    }

    private OwnedProcess add(ProcessIdentity identity, long nowNanos) {
        int ref = all.size() + 1;
        OwnedProcess added = new OwnedProcess(ref, identity, inspector.inspect(ref, identity));
        added.checkedNanos = nowNanos;
        byPid.put(identity.pid(), added);
        all.add(added);
        return added;
    }

    private int sharedRef(ProcessIdentity identity) {
        OwnedProcess shared = endedByName.get(identity.executable());
        if (shared == null && all.size() < MAX_PROCESSES) {
            ProcessIdentity nameOnly = new ProcessIdentity(0, 0, identity.executable(), 0);
            shared = new OwnedProcess(all.size() + 1, nameOnly, inspector.inspect(all.size() + 1, nameOnly));
            endedByName.put(identity.executable(), shared);
            all.add(shared);
        }
        return shared == null ? 0 : shared.ref;
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

    /** What runs a program may be told only a moment after it began. What was known of one that ended stays. */
    private void recheck(OwnedProcess known, long nowNanos) {
        known.checkedNanos = nowNanos;
        if (!inspector.runs(known.identity)) {
            return;
        }
        Process now = inspector.inspect(known.ref, known.identity);
        if (!now.getCommand().isEmpty() && !now.equals(known.message)) {
            known.message = now;
            known.changed = true;
        }
    }
}

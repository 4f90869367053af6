package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.BpfObject.Program;
import dev.sonde.agent.kernel.libbpf.Libbpf;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads one object with all of its programs that the kernel accepts.
 *
 * <p>The usual way costs one load. When that is refused, each program is tried alone to find which one it was and why,
 * and the object is loaded without those.
 *
 * <p>A program whose name ends with {@code _fallback} is loaded in place of the one without the ending, when that is
 * refused.
 */
final class ObjectLoader {
    static final String FALLBACK = "_fallback";
    private static final int LOG_BYTES = 256 << 10;

    private final Libbpf libbpf;
    private final String name;
    private final byte[] bytes;
    private final int ringBytes;
    private final @Nullable BpfObject shared;
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * Prepares.
     *
     * @param shared an object already loaded, whose hash maps and socket storages of the same name are used
     */
    ObjectLoader(Libbpf libbpf, String name, byte[] bytes, int ringBytes, @Nullable BpfObject shared) {
        this.libbpf = libbpf;
        this.name = name;
        this.bytes = bytes;
        this.ringBytes = ringBytes;
        this.shared = shared;
    }

    /** The programs that were refused and have no fallback that was not, after {@link #load}. */
    List<Refusal> refusals() {
        return refusals;
    }

    /**
     * Loads.
     *
     * @return null when every program was refused
     * @throws AgentException when the object is broken, or is refused although each of its programs is accepted
     */
    @Nullable
    BpfObject load() {
        BpfObject object = prepare();
        for (Program program : object.programs()) {
            if (program.name().endsWith(FALLBACK)) {
                libbpf.setAutoload(program.address(), false);
            }
        }
        if (object.load() == 0) {
            return object;
        }
        object.close();
        return loadAccepted();
    }

    /** Whether objects share their maps of this name: tables and sockets' state do, rings and counters do not. */
    static boolean isShareable(BpfMap map) {
        return map.type() == BpfObject.MAP_HASH
                || map.type() == BpfObject.MAP_RECENT_HASH
                || map.type() == BpfObject.MAP_PREFIXES
                || map.type() == BpfObject.MAP_SOCKET_STORAGE;
    }

    private @Nullable BpfObject loadAccepted() {
        List<String> accepted = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (int index = 0; index < programCount(); index++) {
            Refusal refusal = tryAlone(index, accepted);
            if (refusal != null) {
                refused.add(refusal);
            }
        }
        for (Refusal refusal : refused) {
            if (!refusal.program().endsWith(FALLBACK) && !accepted.contains(refusal.program() + FALLBACK)) {
                refusals.add(refusal);
            }
        }
        if (accepted.isEmpty()) {
            return null;
        }
        BpfObject object = prepare();
        for (Program program : object.programs()) {
            libbpf.setAutoload(program.address(), isWanted(program.name(), accepted));
        }
        int errno = object.load();
        if (errno != 0) {
            object.close();
            throw Refusals.explain(new Refusal(name, "all programs", errno, ""), Privileges.read());
        }
        return object;
    }

    private static boolean isWanted(String program, List<String> accepted) {
        if (!accepted.contains(program)) {
            return false;
        }
        return !program.endsWith(FALLBACK)
                || !accepted.contains(program.substring(0, program.length() - FALLBACK.length()));
    }

    private int programCount() {
        try (BpfObject object = prepare()) {
            return object.programs().size();
        }
    }

    private @Nullable Refusal tryAlone(int index, List<String> accepted) {
        try (BpfObject object = prepare();
                Arena arena = Arena.ofConfined()) {
            MemorySegment log = arena.allocate(LOG_BYTES);
            Program candidate = object.programs().get(index);
            for (Program program : object.programs()) {
                libbpf.setAutoload(program.address(), program.equals(candidate));
            }
            libbpf.setLog(candidate.address(), log);
            int errno = object.load();
            if (errno == 0) {
                accepted.add(candidate.name());
                return null;
            }
            return new Refusal(candidate.name(), candidate.section(), errno, Libbpf.text(log));
        }
    }

    private BpfObject prepare() {
        BpfObject object = BpfObject.open(libbpf, name, bytes);
        for (BpfMap map : object.maps()) {
            if (map.type() == BpfObject.MAP_RING) {
                libbpf.setMaxEntries(map.address(), ringBytes);
            } else if (shared != null && isShareable(map)) {
                BpfMap other = shared.map(map.name());
                if (other != null && other.sameShape(map)) {
                    libbpf.reuseMap(map.address(), other.descriptor());
                }
            }
        }
        return object;
    }
}

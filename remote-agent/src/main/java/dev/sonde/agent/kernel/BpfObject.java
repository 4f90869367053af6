package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.libbpf.Libbpf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One object file in libbpf's hands: its programs and maps. Not thread-safe. */
final class BpfObject implements AutoCloseable {
    /** Map types: {@code enum bpf_map_type} of {@code linux/bpf.h}. */
    static final int MAP_HASH = 1;

    static final int MAP_RECENT_HASH = 9;
    static final int MAP_SOCKET_STORAGE = 24;
    static final int MAP_RING = 27;
    static final int MAP_PREFIXES = 11;

    /** One program of an object: libbpf's address, its name in C and its section. */
    record Program(long address, String name, String section) {}

    private final Libbpf libbpf;
    private final long address;
    private final List<Program> programs = new ArrayList<>();
    /** All of them, once they have descriptors: asking libbpf takes six calls a map. */
    private List<BpfMap> loaded = List.of();

    private BpfObject(Libbpf libbpf, long address) {
        this.libbpf = libbpf;
        this.address = address;
        long program = libbpf.nextProgram(address, 0);
        while (program != 0) {
            programs.add(new Program(program, libbpf.programName(program), libbpf.programSection(program)));
            program = libbpf.nextProgram(address, program);
        }
    }

    /**
     * Reads an object; nothing is in the kernel yet.
     *
     * @throws AgentException when libbpf can't read it
     */
    static BpfObject open(Libbpf libbpf, String name, byte[] bytes) {
        long address = libbpf.openObject(bytes, name);
        if (address == 0) {
            throw Refusals.mismatch("libbpf can't read the object " + name + " (" + Errno.name(libbpf.errno()) + ")");
        }
        return new BpfObject(libbpf, address);
    }

    List<Program> programs() {
        return programs;
    }

    /** Loads it; 0, or an errno. */
    int load() {
        int errno = -libbpf.loadObject(address);
        if (errno == 0) {
            loaded = List.copyOf(maps());
        }
        return errno;
    }

    /** A map by name, or null. */
    @Nullable
    BpfMap map(String name) {
        for (BpfMap map : maps()) {
            if (map.name().equals(name)) {
                return map;
            }
        }
        return null;
    }

    /** The first map of a type, or null. */
    @Nullable
    BpfMap mapOfType(int type) {
        for (BpfMap map : maps()) {
            if (map.type() == type) {
                return map;
            }
        }
        return null;
    }

    List<BpfMap> maps() {
        if (!loaded.isEmpty()) {
            return loaded;
        }
        List<BpfMap> maps = new ArrayList<>();
        long map = libbpf.nextMap(address, 0);
        while (map != 0) {
            maps.add(BpfMap.of(libbpf, map));
            map = libbpf.nextMap(address, map);
        }
        return maps;
    }

    @Override
    public void close() {
        libbpf.closeObject(address);
    }
}

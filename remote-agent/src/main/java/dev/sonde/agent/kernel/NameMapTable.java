package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.Libbpf;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A {@link NameTable} over the maps of one name in all objects that have one. Guarded by the lock of its probes. */
final class NameMapTable implements NameTable {
    private final KernelProbesImpl owner;
    private final Libbpf libbpf;
    private final String name;
    private final List<BpfMap> maps;
    private final Set<String> present = new HashSet<>();

    NameMapTable(KernelProbesImpl owner, Libbpf libbpf, String name, List<BpfMap> maps) {
        this.owner = owner;
        this.libbpf = libbpf;
        this.name = name;
        this.maps = List.copyOf(maps);
    }

    @Override
    public void replace(Collection<String> names) {
        synchronized (owner) {
            owner.requireOpen();
            try (Arena arena = Arena.ofConfined()) {
                for (BpfMap map : maps) {
                    for (String gone : present) {
                        libbpf.deleteElement(map.descriptor(), key(arena, map, gone));
                    }
                    for (String each : names) {
                        MemorySegment value = arena.allocate(map.valueBytes(), Long.BYTES);
                        int errno = -libbpf.updateElement(map.descriptor(), key(arena, map, each), value);
                        if (errno != 0) {
                            throw Refusals.full(name, each, errno);
                        }
                    }
                }
            }
            present.clear();
            present.addAll(names);
        }
    }

    /** The name, filled up with zeros; in a trie after the number of its bits. */
    private static MemorySegment key(Arena arena, BpfMap map, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        MemorySegment key = arena.allocate(map.keyBytes(), Long.BYTES);
        int at = map.type() == BpfObject.MAP_PREFIXES ? Integer.BYTES : 0;
        int length = Math.min(bytes.length, map.keyBytes() - at - (at == 0 ? 1 : 0));
        if (at > 0) {
            key.set(ValueLayout.JAVA_INT, 0, length * Byte.SIZE);
        }
        MemorySegment.copy(bytes, 0, key, ValueLayout.JAVA_BYTE, at, length);
        return key;
    }
}

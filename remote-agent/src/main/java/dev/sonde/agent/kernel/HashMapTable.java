package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.Libbpf;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A {@link KeyTable} over the maps of one name in all objects that have one. Guarded by the lock of its probes. */
final class HashMapTable implements KeyTable {
    private final KernelProbesImpl owner;
    private final Libbpf libbpf;
    private final String name;
    private final List<BpfMap> maps;
    private final MemorySegment key = Arena.global().allocate(8, 8);
    private final MemorySegment following = Arena.global().allocate(8, 8);
    private final MemorySegment cell;

    HashMapTable(KernelProbesImpl owner, Libbpf libbpf, String name, List<BpfMap> maps) {
        this.owner = owner;
        this.libbpf = libbpf;
        this.name = name;
        this.maps = List.copyOf(maps);
        int widest = 8;
        for (BpfMap map : maps) {
            widest = Math.max(widest, map.valueBytes());
        }
        cell = Arena.global().allocate(widest, 8);
    }

    @Override
    public void put(long number, int value) {
        synchronized (owner) {
            owner.requireOpen();
            for (BpfMap map : maps) {
                put(map, number, value);
            }
        }
    }

    @Override
    public void remove(long number) {
        synchronized (owner) {
            owner.requireOpen();
            for (BpfMap map : maps) {
                writeKey(map, number);
                libbpf.deleteElement(map.descriptor(), key);
            }
        }
    }

    @Override
    public void replace(int value, long... keys) {
        synchronized (owner) {
            owner.requireOpen();
            Set<Long> wanted = new HashSet<>();
            for (long number : keys) {
                wanted.add(number);
            }
            for (BpfMap map : maps) {
                for (long present : present(map)) {
                    if (!wanted.contains(present)) {
                        writeKey(map, present);
                        libbpf.deleteElement(map.descriptor(), key);
                    }
                }
                for (long number : keys) {
                    put(map, number, value);
                }
            }
        }
    }

    private List<Long> present(BpfMap map) {
        List<Long> keys = new ArrayList<>();
        MemorySegment from = MemorySegment.NULL;
        while (libbpf.nextKey(map.descriptor(), from, following) == 0) {
            keys.add(
                    map.keyBytes() == 8
                            ? following.get(ValueLayout.JAVA_LONG, 0)
                            : Integer.toUnsignedLong(following.get(ValueLayout.JAVA_INT, 0)));
            MemorySegment.copy(following, 0, key, 0, 8);
            from = key;
        }
        return keys;
    }

    private void put(BpfMap map, long number, int value) {
        writeKey(map, number);
        cell.fill((byte) 0);
        cell.set(ValueLayout.JAVA_INT, 0, value);
        int errno = -libbpf.updateElement(map.descriptor(), key, cell);
        if (errno != 0) {
            throw Refusals.full(name, String.valueOf(number), errno);
        }
    }

    private void writeKey(BpfMap map, long number) {
        if (map.keyBytes() == 8) {
            key.set(ValueLayout.JAVA_LONG, 0, number);
        } else {
            key.set(ValueLayout.JAVA_INT, 0, (int) number);
        }
    }
}

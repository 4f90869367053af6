package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.Libbpf;

/**
 * One map of an object, as it is now: before the object is loaded it has no descriptor.
 *
 * @param address libbpf's
 * @param name its name in C
 * @param type {@code enum bpf_map_type}
 * @param descriptor its file descriptor, or negative
 * @param keyBytes bytes of a key
 * @param valueBytes bytes of a value, of one processor where it is per processor
 */
record BpfMap(long address, String name, int type, int descriptor, int keyBytes, int valueBytes) {
    static BpfMap of(Libbpf libbpf, long address) {
        return new BpfMap(
                address,
                libbpf.mapName(address),
                libbpf.mapFact(address, "type"),
                libbpf.mapFact(address, "fd"),
                libbpf.mapFact(address, "key_size"),
                libbpf.mapFact(address, "value_size"));
    }

    /** Whether two objects may share it: of the same name and shape. */
    boolean sameShape(BpfMap other) {
        return name.equals(other.name)
                && type == other.type
                && keyBytes == other.keyBytes
                && valueBytes == other.valueBytes;
    }
}

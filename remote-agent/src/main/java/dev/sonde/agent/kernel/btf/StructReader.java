package dev.sonde.agent.kernel.btf;

import java.util.HashMap;
import java.util.Map;

/** Collects the fields of one struct, with those of the structs in it. */
final class StructReader {
    /** No record comes near; a broken object could ask for more than there is memory. */
    private static final int MAX_MEMBERS = 4096;

    private final Btf btf;
    private final Map<String, StructLayout.Field> fields = new HashMap<>();
    private int members;

    StructReader(Btf btf) {
        this.btf = btf;
    }

    StructLayout read(String name, int id) {
        int size = btf.declaredSize(id);
        collect(id, "", 0, size, 0);
        return new StructLayout(name, size, fields);
    }

    private void collect(int id, String prefix, int base, int limit, int nesting) {
        if (nesting > Btf.MAX_NESTING) {
            throw new MalformedObjectException("BTF structs nested without end");
        }
        boolean packsBits = btf.packsBits(id);
        int count = btf.memberCount(id);
        for (int index = 0; index < count; index++) {
            if (++members > MAX_MEMBERS) {
                throw new MalformedObjectException("A BTF struct with too many fields");
            }
            int bits = btf.member(id, index, 8);
            // With the kind flag the upper byte is the width of a bit field, which no record has.
            if ((packsBits && bits >>> 24 != 0) || (bits & 7) != 0) {
                continue;
            }
            int offset = base + ((packsBits ? bits & 0xffffff : bits) >>> 3);
            int type = btf.resolve(btf.member(id, index, 4));
            long size = btf.sizeOf(type, 0);
            if (offset < base || offset + size > limit) {
                throw new MalformedObjectException("A BTF field lies outside of its struct");
            }
            String name = btf.nameAt(btf.member(id, index, 0));
            String path = prefix + name;
            if (!name.isEmpty()) {
                fields.put(path, new StructLayout.Field(offset, (int) size));
            }
            if (btf.isComposite(type)) {
                collect(type, name.isEmpty() ? prefix : path + ".", offset, limit, nesting + 1);
            }
        }
    }
}

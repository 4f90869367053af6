package dev.sonde.agent.kernel.btf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The types of one BPF object.
 *
 * <p>Immutable, so thread-safe. Every access is checked: broken bytes give a {@link MalformedObjectException}, here or
 * when a type is looked up, and never a wrong offset outside of its struct.
 */
public final class Btf {
    private static final int MAGIC = 0xeb9f;
    private static final int HEADER_BYTES = 24;
    private static final int TYPE_BYTES = 12;
    static final int MAX_NESTING = 32;

    private static final int KIND_INT = 1;
    private static final int KIND_PTR = 2;
    private static final int KIND_ARRAY = 3;
    private static final int KIND_STRUCT = 4;
    private static final int KIND_UNION = 5;
    private static final int KIND_ENUM = 6;
    private static final int KIND_TYPEDEF = 8;
    private static final int KIND_VOLATILE = 9;
    private static final int KIND_CONST = 10;
    private static final int KIND_RESTRICT = 11;
    private static final int KIND_FUNC_PROTO = 13;
    private static final int KIND_VAR = 14;
    private static final int KIND_DATASEC = 15;
    private static final int KIND_FLOAT = 16;
    private static final int KIND_DECL_TAG = 17;
    private static final int KIND_TYPE_TAG = 18;
    private static final int KIND_ENUM64 = 19;

    private final ByteBuffer types;
    private final ByteBuffer strings;
    /** Where type {@code id} begins in {@link #types}; id 0 is void and has no entry. */
    private int[] begins = new int[256];

    private int last;

    private Btf(ByteBuffer types, ByteBuffer strings) {
        this.types = types;
        this.strings = strings;
        index();
    }

    /**
     * Reads the types of an object.
     *
     * @param object a {@code .bpf.o} file
     * @throws MalformedObjectException when it is none or has no BTF
     */
    public static Btf ofObject(byte[] object) {
        ByteBuffer section = new ElfSections(object).find(".BTF");
        if (section == null) {
            throw new MalformedObjectException("The object has no .BTF section");
        }
        if (section.limit() < HEADER_BYTES || (section.getShort(0) & 0xffff) != MAGIC || section.get(2) != 1) {
            throw new MalformedObjectException("Not BTF of version 1");
        }
        long header = section.getInt(4) & 0xffffffffL;
        return new Btf(part(section, header, 8), part(section, header, 16));
    }

    private static ByteBuffer part(ByteBuffer section, long header, int at) {
        long offset = header + (section.getInt(at) & 0xffffffffL);
        long length = section.getInt(at + 4) & 0xffffffffL;
        if (offset > section.limit() || length > section.limit() - offset) {
            throw new MalformedObjectException("The BTF ends before " + length + " bytes at " + offset);
        }
        return section.slice((int) offset, (int) length).order(section.order());
    }

    private void index() {
        int at = 0;
        while (at < types.limit()) {
            if (types.limit() - at < TYPE_BYTES) {
                throw new MalformedObjectException("The BTF types end in the middle of one");
            }
            last++;
            if (last == begins.length) {
                begins = Arrays.copyOf(begins, last * 2);
            }
            begins[last] = at;
            long next = at + (long) TYPE_BYTES + extraBytes(at);
            if (next > types.limit()) {
                throw new MalformedObjectException("BTF type " + last + " does not fit");
            }
            at = (int) next;
        }
    }

    private int extraBytes(int at) {
        int count = types.getInt(at + 4) & 0xffff;
        return switch (kindAt(at)) {
            case KIND_INT, KIND_VAR, KIND_DECL_TAG -> 4;
            case KIND_ARRAY -> 12;
            case KIND_ENUM, KIND_FUNC_PROTO -> 8 * count;
            case KIND_STRUCT, KIND_UNION, KIND_DATASEC, KIND_ENUM64 -> 12 * count;
            case KIND_PTR, 7, KIND_TYPEDEF, KIND_VOLATILE, KIND_CONST, KIND_RESTRICT, 12, KIND_FLOAT, KIND_TYPE_TAG ->
                0;
            default -> throw new MalformedObjectException("BTF type " + last + " is of an unknown kind");
        };
    }

    /**
     * Where the fields of a struct are.
     *
     * @return null when there is no such struct
     * @throws MalformedObjectException when its description is broken
     */
    public @Nullable StructLayout struct(String name) {
        for (int id = 1; id <= last; id++) {
            if (kindAt(begins[id]) == KIND_STRUCT && isNamed(types.getInt(begins[id]), name)) {
                return new StructReader(this).read(name, id);
            }
        }
        return null;
    }

    /**
     * The value of a constant of any enum.
     *
     * @return null when there is no such constant
     * @throws MalformedObjectException when an enum's description is broken
     */
    public @Nullable Integer enumerator(String name) {
        for (int id = 1; id <= last; id++) {
            if (kindAt(begins[id]) != KIND_ENUM) {
                continue;
            }
            int count = types.getInt(begins[id] + 4) & 0xffff;
            for (int i = 0; i < count; i++) {
                int at = begins[id] + TYPE_BYTES + 8 * i;
                if (isNamed(types.getInt(at), name)) {
                    return types.getInt(at + 4);
                }
            }
        }
        return null;
    }

    /** Whether the type is a struct or a union. */
    boolean isComposite(int id) {
        return id != 0 && (kindAt(begin(id)) == KIND_STRUCT || kindAt(begin(id)) == KIND_UNION);
    }

    /** Members of a struct or union. */
    int memberCount(int id) {
        return types.getInt(begin(id) + 4) & 0xffff;
    }

    /** Whether the members' offsets carry the width of a bit field in their upper byte. */
    boolean packsBits(int id) {
        return types.getInt(begin(id) + 4) < 0;
    }

    /** The number at a place of {@code struct btf_member}: 0 for the name, 4 for the type, 8 for the offset. */
    int member(int id, int index, int place) {
        return types.getInt(begin(id) + TYPE_BYTES + 12 * index + place);
    }

    /** The size of the struct, union, enum or number. */
    int declaredSize(int id) {
        return types.getInt(begin(id) + 8);
    }

    /** The type behind typedefs and qualifiers. */
    int resolve(int id) {
        int type = id;
        for (int step = 0; step <= MAX_NESTING; step++) {
            if (type == 0) {
                return 0;
            }
            switch (kindAt(begin(type))) {
                case KIND_TYPEDEF, KIND_VOLATILE, KIND_CONST, KIND_RESTRICT, KIND_TYPE_TAG ->
                    type = types.getInt(begin(type) + 8);
                default -> {
                    return type;
                }
            }
        }
        throw new MalformedObjectException("BTF type " + id + " names itself");
    }

    /** Bytes of a value of the type, at most {@link Integer#MAX_VALUE}. */
    long sizeOf(int id, int nesting) {
        if (nesting > MAX_NESTING) {
            throw new MalformedObjectException("BTF arrays nested without end");
        }
        int type = resolve(id);
        if (type == 0) {
            return 0;
        }
        int at = begin(type);
        return switch (kindAt(at)) {
            case KIND_INT, KIND_STRUCT, KIND_UNION, KIND_ENUM, KIND_ENUM64, KIND_FLOAT ->
                Math.min(Integer.toUnsignedLong(types.getInt(at + 8)), Integer.MAX_VALUE);
            case KIND_PTR -> Long.BYTES;
            case KIND_ARRAY -> {
                long count = Integer.toUnsignedLong(types.getInt(at + TYPE_BYTES + 8));
                // At most 2^32 elements of less than 2^31 bytes: no overflow.
                yield Math.min(count * sizeOf(types.getInt(at + TYPE_BYTES), nesting + 1), Integer.MAX_VALUE);
            }
            default -> throw new MalformedObjectException("A BTF field of a kind without size");
        };
    }

    private int begin(int id) {
        if (id <= 0 || id > last) {
            throw new MalformedObjectException("BTF type " + id + " of " + last);
        }
        return begins[id];
    }

    private int kindAt(int at) {
        return types.getInt(at + 4) >>> 24 & 0x1f;
    }

    /** Whether a name is this one, of ASCII letters; a string of each name on the way would be most of what a look-up costs. */
    private boolean isNamed(int offset, String name) {
        int end = offset + name.length();
        if (offset < 0 || offset >= strings.limit()) {
            throw new MalformedObjectException("A BTF name lies outside of the strings");
        }
        if (end >= strings.limit() || strings.get(end) != 0) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (strings.get(offset + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String nameAt(int offset) {
        int end = offset;
        while (end >= 0 && end < strings.limit() && strings.get(end) != 0) {
            end++;
        }
        if (offset < 0 || end >= strings.limit()) {
            throw new MalformedObjectException("A BTF name lies outside of the strings");
        }
        byte[] name = new byte[end - offset];
        strings.get(offset, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}

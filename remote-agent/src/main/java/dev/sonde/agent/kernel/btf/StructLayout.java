package dev.sonde.agent.kernel.btf;

import java.util.Map;

/**
 * Where the fields of a C struct are, as the object's BTF says.
 *
 * <p>Fields of inner structs are named by a path: {@code "tuple.local_port"}. Elements of arrays are reached by adding to
 * the offset of the array.
 */
public final class StructLayout {
    private final String name;
    private final int sizeBytes;
    private final Map<String, Field> fields;

    /** Where one field is. */
    record Field(int offset, int sizeBytes) {}

    StructLayout(String name, int sizeBytes, Map<String, Field> fields) {
        this.name = name;
        this.sizeBytes = sizeBytes;
        this.fields = Map.copyOf(fields);
    }

    /** The struct's name. */
    public String name() {
        return name;
    }

    /** Bytes of the whole struct. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /**
     * Bytes from the beginning of the struct to the field.
     *
     * @throws IllegalArgumentException when there is no such field
     */
    public int offset(String field) {
        return field(field).offset();
    }

    /**
     * The same, for a field that the caller reads with this many bytes.
     *
     * @throws IllegalArgumentException when there is no such field or it has another size
     */
    public int offset(String field, int expectedBytes) {
        Field found = field(field);
        if (found.sizeBytes() != expectedBytes) {
            throw new IllegalArgumentException("struct " + name + ": " + field + " has " + found.sizeBytes()
                    + " bytes, not " + expectedBytes + "; the agent and its kernel programs are of different builds");
        }
        return found.offset();
    }

    /**
     * Bytes of the field.
     *
     * @throws IllegalArgumentException when there is no such field
     */
    public int size(String field) {
        return field(field).sizeBytes();
    }

    private Field field(String field) {
        Field found = fields.get(field);
        if (found == null) {
            throw new IllegalArgumentException("struct " + name + " has no field " + field
                    + "; the agent and its kernel programs are of different builds");
        }
        return found;
    }
}

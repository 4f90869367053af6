package dev.sonde.agent.kernel;

/**
 * The fields of {@code struct control}, through which the running programs are steered. A write is a plain store into
 * memory shared with the kernel, seen by the next packet.
 *
 * <p>Thread-safe: each field is written on its own.
 */
public interface Control {
    /**
     * Sets a field of 4 or 8 bytes in every object; of 4 bytes it takes the lower half.
     *
     * @param field its name in {@code struct control}
     * @throws IllegalArgumentException when there is no such field
     */
    void set(String field, long value);

    /** Reads a field back. */
    long get(String field);
}

package dev.sonde.agent.kernel.libbpf;

import java.lang.foreign.Arena;

/** C strings for the time of a few calls. */
public final class CStrings implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();

    /** Makes an empty set. */
    public CStrings() {}

    /** The address of a copy of the text. */
    public long of(String text) {
        return Native.string(arena, text);
    }

    @Override
    public void close() {
        arena.close();
    }
}

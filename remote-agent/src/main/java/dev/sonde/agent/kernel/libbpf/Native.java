package dev.sonde.agent.kernel.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * The one native call shape: six longs to a long, with errno.
 *
 * <p>The calling conventions of 64-bit Linux pass integers and pointers in the same registers, and ignore registers a
 * function has no parameter for, so that one shape fits them all; narrower results are cast by the caller. Variadic
 * functions fit too when they are called with integers only.
 *
 * <p>Not thread-safe: errno is kept in one place. The owner serialises the calls.
 */
final class Native {
    /** The memory of this process as one segment, for reading what C points to. */
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(LONG, LONG, LONG, LONG, LONG, LONG, LONG),
                    Linker.Option.captureCallState("errno"));

    private static final long ERRNO_OFFSET =
            Linker.Option.captureStateLayout().byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private final MemorySegment state = Arena.global().allocate(Linker.Option.captureStateLayout());

    long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(function, state, a, b, c, d, e, f);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** errno as the last call left it. */
    int errno() {
        return state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
    }

    /** A C string; empty for a null pointer. */
    static String string(long address) {
        if (address == 0) {
            return "";
        }
        int length = 0;
        while (MEMORY.get(ValueLayout.JAVA_BYTE, address + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        MemorySegment.copy(MEMORY, ValueLayout.JAVA_BYTE, address, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Copies a string to C memory that lives as long as the arena. */
    static long string(Arena arena, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment memory = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return memory.address();
    }
}

package dev.sonde.agent.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the numbers of a record in the byte order of this machine, in which the kernel wrote them.
 *
 * <p>All throw {@link IndexOutOfBoundsException} outside of the array.
 */
public final class RecordBytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private RecordBytes() {}

    /** An unsigned byte. */
    public static int u8(byte[] buffer, int offset) {
        return buffer[offset] & 0xff;
    }

    /** An unsigned 16-bit number. */
    public static int u16(byte[] buffer, int offset) {
        return (short) SHORT.get(buffer, offset) & 0xffff;
    }

    /** A 32-bit number; {@link Integer#toUnsignedLong} when it is unsigned and may be large. */
    public static int i32(byte[] buffer, int offset) {
        return (int) INT.get(buffer, offset);
    }

    /** A 64-bit number. */
    public static long i64(byte[] buffer, int offset) {
        return (long) LONG.get(buffer, offset);
    }
}

package dev.sonde.protocol.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The 64 bytes before each frame's two sections.
 *
 * <p>Layout: marker 4, type 1, flags 1, zero 2, number 4, exchanges 4, of each section stored 4, raw 4 and CRC32C 4, time range 8
 * and 8, batches 4, CRC32C of the header 4. The header has its own checksum, so that lengths can be trusted without
 * reading what they measure, and a reader finds its way along a gigabyte by reading headers only.
 *
 * @param type see {@link Type}
 * @param number 0, 1, 2 …; a hole tells how many frames are missing
 * @param exchanges rows in it
 * @param batches batches in it
 * @param fromUnixNanos earliest time in it; {@link Long#MIN_VALUE} when not known
 * @param toUnixNanos first time after it; {@link Long#MAX_VALUE} when not known
 */
record FrameHeader(
        int type,
        int number,
        int exchanges,
        int batches,
        Section context,
        Section rows,
        long fromUnixNanos,
        long toUnixNanos) {
    static final int BYTES = 64;

    /** Types of frames. A reader skips those it does not know. */
    static final class Type {
        static final int BLOCK = 1;
        static final int CHECKPOINT = 2;
        static final int FOOTER = 3;

        /** Behind the last frame of a recording that is not closed: what the next one is written over. */
        static final int ROOM = 4;

        private Type() {}
    }

    /**
     * Where a section is and how it is packed.
     *
     * @param stored bytes in the file
     * @param raw bytes when unpacked
     * @param crc CRC32C of the stored bytes
     * @param packed whether it is a zstd frame
     */
    record Section(int stored, int raw, int crc, boolean packed) {
        static final Section EMPTY = new Section(0, 0, 0, false);

        private boolean possible() {
            return stored >= 0
                    && raw >= 0
                    && stored <= Format.MAX_SECTION_BYTES
                    && raw <= Format.MAX_SECTION_BYTES
                    && (packed || stored == raw);
        }
    }

    /** First byte above 127, so it is no text; the last is the format's major version. */
    static final int MARKER = 0x01_6e_53_f5;

    private static final int CRC_AT = 60;
    private static final int CONTEXT_PACKED = 1;
    private static final int ROWS_PACKED = 2;

    /** Of a frame that says nothing and is so many bytes long; nobody checks what is in it. */
    static FrameHeader room(int bytes) {
        int rest = bytes - BYTES;
        Section zeros = new Section(rest, rest, 0, false);
        return new FrameHeader(Type.ROOM, 0, 0, 0, Section.EMPTY, zeros, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    int payloadBytes() {
        return context.stored + rows.stored;
    }

    long frameBytes() {
        return (long) BYTES + payloadBytes();
    }

    boolean overlaps(long from, long to) {
        return fromUnixNanos < to && toUnixNanos > from;
    }

    void encode(ByteBuffer out) {
        int start = out.position();
        ByteBuffer bytes = out.order(ByteOrder.LITTLE_ENDIAN);
        int flags = (context.packed ? CONTEXT_PACKED : 0) | (rows.packed ? ROWS_PACKED : 0);
        bytes.putInt(MARKER).put((byte) type).put((byte) flags).putShort((short) 0);
        bytes.putInt(number).putInt(exchanges);
        bytes.putInt(context.stored).putInt(context.raw).putInt(context.crc);
        bytes.putInt(rows.stored).putInt(rows.raw).putInt(rows.crc);
        bytes.putLong(fromUnixNanos).putLong(toUnixNanos).putInt(batches);
        bytes.putInt(crc(bytes, start));
    }

    /** Reads a header at {@code at}; null if there is none, or not a whole one. Needs little-endian order. */
    static @Nullable FrameHeader decode(ByteBuffer in, int at) {
        if (in.limit() - at < BYTES || in.getInt(at) != MARKER || in.getInt(at + CRC_AT) != crc(in, at)) {
            return null;
        }
        int flags = in.get(at + 5);
        FrameHeader header = new FrameHeader(
                Byte.toUnsignedInt(in.get(at + 4)),
                in.getInt(at + 8),
                in.getInt(at + 12),
                in.getInt(at + 56),
                section(in, at + 16, (flags & CONTEXT_PACKED) != 0),
                section(in, at + 28, (flags & ROWS_PACKED) != 0),
                in.getLong(at + 40),
                in.getLong(at + 48));
        return header.context.possible() && header.rows.possible() ? header : null;
    }

    private static Section section(ByteBuffer in, int at, boolean packed) {
        return new Section(in.getInt(at), in.getInt(at + 4), in.getInt(at + 8), packed);
    }

    private static int crc(ByteBuffer bytes, int start) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(start + CRC_AT).position(start));
        return (int) crc.getValue();
    }
}

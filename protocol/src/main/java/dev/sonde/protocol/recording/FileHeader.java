package dev.sonde.protocol.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first 64 bytes: magic 8, major 2, minor 2, length of this header 4, created 8, id 16, writer's version 20 (UTF-8,
 * zeros), CRC32C of all before 4. A later minor version may make it longer; the length says where frames begin.
 */
record FileHeader(int major, int minor, int length, long createdUnixNanos, UUID id, String writtenBy, boolean whole) {
    private static final int CRC_AT = 60;
    private static final int VERSION_AT = 40;
    private static final int VERSION_BYTES = CRC_AT - VERSION_AT;
    private static final int MAX_LENGTH = 64 * 1024;

    static FileHeader now(long createdUnixNanos, String writtenBy) {
        return new FileHeader(
                Format.MAJOR,
                Format.MINOR,
                Format.FILE_HEADER_BYTES,
                createdUnixNanos,
                UUID.randomUUID(),
                writtenBy,
                true);
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(Format.FILE_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(Format.MAGIC)
                .putShort((short) major)
                .putShort((short) minor)
                .putInt(Format.FILE_HEADER_BYTES)
                .putLong(createdUnixNanos)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        byte[] version = writtenBy.getBytes(StandardCharsets.UTF_8);
        bytes.put(version, 0, Math.min(version.length, VERSION_BYTES));
        bytes.position(CRC_AT);
        bytes.putInt(crc(bytes));
        return bytes.flip();
    }

    /** Reads a header of at least 64 bytes. Where its checksum is wrong, it stands for version 1.0 and is not whole. */
    static FileHeader decode(ByteBuffer bytes) {
        if (bytes.getInt(CRC_AT) != crc(bytes)) {
            return new FileHeader(Format.MAJOR, Format.MINOR, Format.FILE_HEADER_BYTES, 0, new UUID(0, 0), "", false);
        }
        byte[] version = new byte[VERSION_BYTES];
        bytes.get(VERSION_AT, version);
        int length = bytes.getInt(12);
        return new FileHeader(
                Short.toUnsignedInt(bytes.getShort(8)),
                Short.toUnsignedInt(bytes.getShort(10)),
                length < Format.FILE_HEADER_BYTES || length > MAX_LENGTH ? Format.FILE_HEADER_BYTES : length,
                bytes.getLong(16),
                new UUID(bytes.getLong(24), bytes.getLong(32)),
                new String(version, StandardCharsets.UTF_8).replace("\0", ""),
                true);
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(CRC_AT).position(0));
        return (int) crc.getValue();
    }
}

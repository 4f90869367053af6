package dev.sonde.agent.kernel.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Finds a section of a 64-bit ELF file by its name. Layout: {@code elf(5)}, {@code Elf64_Ehdr}, {@code Elf64_Shdr}. */
final class ElfSections {
    private static final int ELF_MAGIC_BIG_ENDIAN = 0x7f454c46;
    private static final int CLASS_64_BIT = 2;
    private static final int DATA_LITTLE_ENDIAN = 1;
    private static final int FILE_HEADER_BYTES = 64;
    private static final int SECTION_HEADER_BYTES = 64;
    private static final int SECTION_TYPE_NO_BITS = 8;

    private final ByteBuffer file;
    private final long tableOffset;
    private final int count;
    private final int namesSection;

    ElfSections(byte[] object) {
        if (object.length < FILE_HEADER_BYTES) {
            throw new MalformedObjectException("Not an ELF file: only " + object.length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(object);
        if (bytes.getInt(0) != ELF_MAGIC_BIG_ENDIAN || bytes.get(4) != CLASS_64_BIT) {
            throw new MalformedObjectException("Not a 64-bit ELF file");
        }
        file = bytes.order(bytes.get(5) == DATA_LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tableOffset = file.getLong(40);
        count = file.getShort(60) & 0xffff;
        namesSection = file.getShort(62) & 0xffff;
        if ((file.getShort(58) & 0xffff) != SECTION_HEADER_BYTES) {
            throw new MalformedObjectException("ELF section headers of an unknown size");
        }
    }

    /** The section's bytes in the file's byte order, or null when there is no such section. */
    @Nullable
    ByteBuffer find(String name) {
        ByteBuffer names = section(namesSection);
        for (int index = 0; index < count; index++) {
            int nameOffset = header(index).getInt(0);
            if (nameEquals(names, nameOffset, name)) {
                return section(index);
            }
        }
        return null;
    }

    private ByteBuffer header(int index) {
        if (index >= count) {
            throw new MalformedObjectException("ELF section " + index + " of " + count);
        }
        return range(tableOffset + (long) index * SECTION_HEADER_BYTES, SECTION_HEADER_BYTES);
    }

    private ByteBuffer section(int index) {
        ByteBuffer header = header(index);
        if (header.getInt(4) == SECTION_TYPE_NO_BITS) {
            throw new MalformedObjectException("ELF section " + index + " has no bytes in the file");
        }
        return range(header.getLong(24), header.getLong(32));
    }

    private ByteBuffer range(long offset, long length) {
        if (offset < 0 || length < 0 || offset > file.limit() || length > file.limit() - offset) {
            throw new MalformedObjectException("The ELF file ends before " + length + " bytes at " + offset);
        }
        return file.slice((int) offset, (int) length).order(file.order());
    }

    private static boolean nameEquals(ByteBuffer names, int offset, String name) {
        if (offset < 0 || offset + (long) name.length() >= names.limit()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (names.get(offset + i) != name.charAt(i)) {
                return false;
            }
        }
        return names.get(offset + name.length()) == 0;
    }
}

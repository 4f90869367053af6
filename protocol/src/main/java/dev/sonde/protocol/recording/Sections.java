package dev.sonde.protocol.recording;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Packs and unpacks the sections of frames. */
final class Sections {
    private Sections() {}

    /** Packs sections; owned by one thread at a time, holds native memory. */
    static final class Packer implements AutoCloseable {
        /** Below this zstd's own header outweighs what it saves. */
        private static final int WORTH_PACKING_BYTES = 64;

        private final int level;
        private @Nullable ZstdCompressCtx made;

        Packer(int level) {
            this.level = level;
        }

        /** Made by the thread that packs: who opens a recording does not wait for its library. */
        private ZstdCompressCtx zstd() {
            ZstdCompressCtx zstd = made;
            if (zstd == null) {
                zstd = new ZstdCompressCtx();
                zstd.setLevel(level);
                zstd.setChecksum(false);
                made = zstd;
            }
            return zstd;
        }

        /** Appends a section to {@code out}, packed where that is shorter, and says how. */
        FrameHeader.Section pack(byte[] raw, int length, ByteBuffer out) {
            int start = out.position();
            boolean packed = false;
            if (length >= WORTH_PACKING_BYTES) {
                int stored = zstd().compressByteArray(
                                out.array(), out.arrayOffset() + start, out.remaining(), raw, 0, length);
                packed = stored < length;
                if (packed) {
                    out.position(start + stored);
                }
            }
            if (!packed) {
                out.put(raw, 0, length);
            }
            int stored = out.position() - start;
            return new FrameHeader.Section(stored, length, crc(out.array(), out.arrayOffset() + start, stored), packed);
        }

        /** Room that {@link #pack} may need. */
        static int bound(int length) {
            return Math.toIntExact(Zstd.compressBound(length));
        }

        @Override
        public void close() {
            if (made != null) {
                made.close();
            }
        }
    }

    static int crc(byte[] bytes, int from, int length) {
        if (length == 0) {
            return 0;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** Unpacks a section that begins at {@code from}; null if it is damaged. */
    static byte @Nullable [] unpack(FrameHeader.Section section, byte[] bytes, int from) {
        if (bytes.length - from < section.stored() || crc(bytes, from, section.stored()) != section.crc()) {
            return null;
        }
        byte[] raw = new byte[section.raw()];
        if (!section.packed()) {
            System.arraycopy(bytes, from, raw, 0, raw.length);
            return raw;
        }
        try {
            long size = Zstd.decompressByteArray(raw, 0, raw.length, bytes, from, section.stored());
            return size == raw.length ? raw : null;
        } catch (ZstdException e) {
            return null;
        }
    }
}

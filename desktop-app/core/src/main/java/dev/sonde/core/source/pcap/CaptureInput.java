package dev.sonde.core.source.pcap;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes of a capture file, unpacked where it is gzip or zstd, in either byte order. Confined to one thread. */
final class CaptureInput implements Closeable {
    private static final int BUFFER = 256 << 10;
    private static final int MAGIC = 4;

    private final CountingStream file;
    private final InputStream in;
    private final byte[] word = new byte[8];
    private boolean littleEndian;

    private CaptureInput(CountingStream file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** Opens a file. */
    static CaptureInput open(Path path) throws IOException {
        CountingStream file = new CountingStream(Files.newInputStream(path));
        try {
            BufferedInputStream buffered = new BufferedInputStream(file, BUFFER);
            buffered.mark(MAGIC);
            byte[] magic = buffered.readNBytes(MAGIC);
            buffered.reset();
            return new CaptureInput(file, unpacked(magic, buffered));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static InputStream unpacked(byte[] magic, InputStream packed) throws IOException {
        if (begins(magic, 0x1f, 0x8b)) {
            return new BufferedInputStream(new GZIPInputStream(packed, BUFFER), BUFFER);
        }
        if (begins(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
            return new BufferedInputStream(new ZstdInputStream(packed), BUFFER);
        }
        String other = begins(magic, 0xfd, '7', 'z', 'X')
                ? "xz"
                : begins(magic, 0x04, 0x22, 0x4d, 0x18) ? "lz4" : begins(magic, 'B', 'Z', 'h') ? "bzip2" : "";
        if (!other.isEmpty()) {
            throw new CaptureFormatException("it is packed with " + other + ", which has to be undone first");
        }
        return packed;
    }

    private static boolean begins(byte[] magic, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= magic.length || (magic[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    void littleEndian(boolean little) {
        littleEndian = little;
    }

    boolean littleEndian() {
        return littleEndian;
    }

    /** Bytes of the file consumed so far, packed ones where it is packed. */
    long position() {
        return file.count;
    }

    /** Reads 4 bytes, or says that the file ended exactly here. */
    boolean readWordOrEnd(int[] into) throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        word[0] = (byte) first;
        fill(word, 1, 3);
        into[0] = int32(word, 0);
        return true;
    }

    int readInt() throws IOException {
        fill(word, 0, 4);
        return int32(word, 0);
    }

    int readShort() throws IOException {
        fill(word, 0, 2);
        return int16(word, 0);
    }

    void readBytes(byte[] into, int length) throws IOException {
        fill(into, 0, length);
    }

    /** What comes next, as much of it as there is. */
    byte[] readUpTo(int length) throws IOException {
        return in.readNBytes(length);
    }

    void skip(long length) throws IOException {
        in.skipNBytes(length);
    }

    int int32(byte[] b, int at) {
        int big = (b[at] & 0xff) << 24 | (b[at + 1] & 0xff) << 16 | (b[at + 2] & 0xff) << 8 | (b[at + 3] & 0xff);
        return littleEndian ? Integer.reverseBytes(big) : big;
    }

    int int16(byte[] b, int at) {
        return littleEndian ? (b[at + 1] & 0xff) << 8 | (b[at] & 0xff) : (b[at] & 0xff) << 8 | (b[at + 1] & 0xff);
    }

    private void fill(byte[] into, int from, int length) throws IOException {
        if (in.readNBytes(into, from, length) < length) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static final class CountingStream extends FilterInputStream {
        private volatile long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                add(1);
            }
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            if (n > 0) {
                add(n);
            }
            return n;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, others only read
        private void add(int n) {
            count = count + n;
        }
    }
}

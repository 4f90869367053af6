package dev.sonde.core.source.pcap;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes of a capture file, unpacked where it is gzip, in either byte order. Confined to one thread. */
final class CaptureInput implements Closeable {
    private static final int BUFFER = 256 << 10;

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
            buffered.mark(2);
            boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            InputStream in = gzip ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER) : buffered;
            return new CaptureInput(file, in);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
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

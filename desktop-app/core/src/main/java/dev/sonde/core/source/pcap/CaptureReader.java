package dev.sonde.core.source.pcap;

import dev.sonde.protocol.recording.ForeignFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Reads the packets of a capture file, classic pcap or pcapng. Confined to one thread.
 *
 * <p>Formats: draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng.
 */
abstract sealed class CaptureReader implements Closeable permits PcapReader, PcapngReader {
    /** More than any interface's snap length; a larger packet means that the file is damaged. */
    static final int MOST_PACKET_BYTES = 16 << 20;

    private static final int PCAPNG = 0x0a0d0d0a;
    private static final int MICROS = 0xa1b2c3d4;
    private static final int NANOS = 0xa1b23c4d;
    private static final int MODIFIED = 0xa1b2cd34;
    private static final int MODIFIED_MORE = 8;
    private static final int GUESS_BYTES = 60;

    final CaptureInput in;

    CaptureReader(CaptureInput in) {
        this.in = in;
    }

    /**
     * Opens a capture of either format.
     *
     * @throws CaptureFormatException if it is neither
     */
    static CaptureReader open(Path path) throws IOException {
        CaptureInput in = CaptureInput.open(path);
        try {
            int[] magic = new int[1];
            if (!in.readWordOrEnd(magic)) {
                throw new CaptureFormatException("it is empty");
            }
            if (magic[0] == PCAPNG) {
                return new PcapngReader(in);
            }
            int swapped = Integer.reverseBytes(magic[0]);
            return classic(swapped) ? pcap(in, swapped, true) : pcap(in, magic[0], false);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static boolean classic(int magic) {
        return magic == MICROS || magic == NANOS || magic == MODIFIED;
    }

    private static CaptureReader pcap(CaptureInput in, int magic, boolean littleEndian) throws IOException {
        return switch (magic) {
            case MICROS -> new PcapReader(in, littleEndian, 1_000, 0);
            case NANOS -> new PcapReader(in, littleEndian, 1, 0);
            case MODIFIED -> new PcapReader(in, littleEndian, 1_000, MODIFIED_MORE);
            default -> throw foreign(in, magic);
        };
    }

    private static CaptureFormatException foreign(CaptureInput in, int begin) throws IOException {
        byte[] more = in.readUpTo(GUESS_BYTES);
        byte[] head = ByteBuffer.allocate(Integer.BYTES + more.length)
                .putInt(begin)
                .put(more)
                .array();
        return new CaptureFormatException("it looks like " + ForeignFile.looksLike(head));
    }

    /**
     * Reads the next packet.
     *
     * @return false at the end of the file
     * @throws java.io.EOFException if the file ends within a packet
     * @throws CaptureFormatException if it is damaged
     */
    abstract boolean next(CapturedPacket packet) throws IOException;

    /** Whether packets of more than one interface are in the section at hand, as far as is known. */
    boolean hasSeveralInterfaces() {
        return false;
    }

    /** Bytes of the file consumed so far. */
    final long position() {
        return in.position();
    }

    final void readPacket(CapturedPacket packet, int captured, int original) throws IOException {
        if (captured < 0 || captured > MOST_PACKET_BYTES) {
            throw new CaptureFormatException("a packet of " + Integer.toUnsignedString(captured) + " bytes");
        }
        packet.reserve(captured);
        in.readBytes(packet.bytes, captured);
        packet.length = captured;
        packet.originalLength = Math.max(original, captured);
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }
}

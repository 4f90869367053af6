package dev.sonde.core.source.pcap;

import java.io.IOException;

/**
 * Classic pcap: one interface, times in micro- or nanoseconds, either byte order; and the form of it that some kernels'
 * tcpdump writes, whose packets have eight more bytes of header (interface, protocol, type) that nothing here needs.
 */
final class PcapReader extends CaptureReader {
    private final int linkType;
    private final long nanosPerTick;
    private final int moreHeader;
    private final int[] word = new int[1];

    /**
     * Reads the header after its first four bytes.
     *
     * @param moreHeader bytes that each packet's header has beyond the usual sixteen
     */
    PcapReader(CaptureInput in, boolean littleEndian, long nanosPerTick, int moreHeader) throws IOException {
        super(in);
        in.littleEndian(littleEndian);
        this.nanosPerTick = nanosPerTick;
        this.moreHeader = moreHeader;
        in.skip(2 + 2 + 4 + 4 + 4);
        linkType = in.readInt() & 0xffff;
    }

    @Override
    boolean next(CapturedPacket packet) throws IOException {
        if (!in.readWordOrEnd(word)) {
            return false;
        }
        long seconds = Integer.toUnsignedLong(word[0]);
        long ticks = Integer.toUnsignedLong(in.readInt());
        int captured = in.readInt();
        int original = in.readInt();
        in.skip(moreHeader);
        packet.timeNanos = seconds * 1_000_000_000L + ticks * nanosPerTick;
        packet.linkType = linkType;
        readPacket(packet, captured, original);
        return true;
    }
}

package dev.sonde.core.source.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a capture of raw IPv4 packets by hand: what a client (0) and a server (1) send, in any shape that TCP may have. */
final class Talk {
    static final int CLIENT = 0;
    static final int SERVER = 1;
    private static final int RAW_IP = 101;
    private static final int ADDRESS = 0x0a000001;
    private static final int HEADERS = 40;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int[] ports;
    private final int[] next = {1_000, 500_000};
    private long micros = 1_700_000_000_000_000L;
    private int packets;

    Talk(int clientPort, int serverPort) {
        ports = new int[] {clientPort, serverPort};
        ByteBuffer header = ByteBuffer.allocate(ClassicCapture.FILE_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
        out.writeBytes(header.putInt(65_535).putInt(RAW_IP).array());
    }

    /** Where the sides count from. */
    Talk from(int client, int server) {
        next[CLIENT] = client;
        next[SERVER] = server;
        return this;
    }

    Talk later(long millis) {
        micros += millis * 1000;
        return this;
    }

    Talk opened() {
        return segment(CLIENT, Segment.SYN, 0, "")
                .segment(SERVER, Segment.SYN | Segment.ACK, 0, "")
                .segment(CLIENT, Segment.ACK, 0, "");
    }

    Talk says(int side, String text) {
        return segment(side, Segment.ACK, 0, text);
    }

    /** Is said and heard, and is not in the capture. */
    Talk lost(int side, String text) {
        next[side] += text.length();
        return this;
    }

    /** One segment, so many bytes before or behind its place; the stream goes on behind one that is at its place. */
    Talk segment(int side, int flags, int displaced, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = HEADERS + payload.length;
        micros += 100;
        ByteBuffer record = ByteBuffer.allocate(ClassicCapture.PACKET_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
        out.writeBytes(record.putInt(length).putInt(length).array());
        ByteBuffer packet = ByteBuffer.allocate(length);
        packet.putShort((short) 0x4500).putShort((short) length).putInt(++packets << 16);
        packet.put((byte) 64).put((byte) 6).putShort((short) 0);
        packet.putInt(ADDRESS + side).putInt(ADDRESS + 1 - side);
        packet.putShort((short) ports[side]).putShort((short) ports[1 - side]);
        packet.putInt(next[side] + displaced).putInt((flags & Segment.ACK) == 0 ? 0 : next[1 - side]);
        packet.putShort((short) (0x5000 | flags)).putShort((short) 65_535).putInt(0);
        out.writeBytes(packet.put(payload).array());
        if (displaced == 0) {
            next[side] += payload.length + Integer.bitCount(flags & (Segment.SYN | Segment.FIN));
        }
        return this;
    }

    byte[] capture() {
        return out.toByteArray();
    }
}

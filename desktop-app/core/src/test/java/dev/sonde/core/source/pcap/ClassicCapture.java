package dev.sonde.core.source.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A little-endian classic capture in memory, to be written in other forms. */
final class ClassicCapture {
    static final int FILE_HEADER = 24;
    static final int PACKET_HEADER = 16;
    private static final int ETHERNET = 14;
    private static int identification = 1;

    private ClassicCapture() {}

    /** The packets, each with its header. */
    static List<byte[]> packets(byte[] classic) {
        ByteBuffer in = ByteBuffer.wrap(classic).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> packets = new ArrayList<>();
        for (int at = FILE_HEADER; at < classic.length; ) {
            int length = PACKET_HEADER + in.getInt(at + 8);
            packets.add(Arrays.copyOfRange(classic, at, at + length));
            at += length;
        }
        return packets;
    }

    /** The same capture with other packets. */
    static byte[] joined(byte[] classic, List<byte[]> packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(classic, 0, FILE_HEADER);
        packets.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** Every packet with other bytes at the same time. */
    static byte[] mapped(byte[] classic, UnaryOperator<byte[]> change) {
        List<byte[]> changed = new ArrayList<>();
        for (byte[] packet : packets(classic)) {
            changed.add(withHeader(packet, change.apply(Arrays.copyOfRange(packet, PACKET_HEADER, packet.length))));
        }
        return joined(classic, changed);
    }

    static byte[] withHeader(byte[] packet, byte[] frame) {
        ByteBuffer out = ByteBuffer.allocate(PACKET_HEADER + frame.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(packet, 0, 8).putInt(frame.length).putInt(frame.length).put(frame);
        return out.array();
    }

    /** As a kernel's modified tcpdump writes it: eight more bytes before each packet. */
    static byte[] modified(byte[] classic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x34, (byte) 0xcd, (byte) 0xb2, (byte) 0xa1});
        out.write(classic, 4, FILE_HEADER - 4);
        for (byte[] packet : packets(classic)) {
            out.write(packet, 0, PACKET_HEADER);
            out.writeBytes(new byte[] {1, 0, 0, 0, 8, 0, 0, 0});
            out.write(packet, PACKET_HEADER, packet.length - PACKET_HEADER);
        }
        return out.toByteArray();
    }

    /** The frame with bytes put in before the EtherType's place. */
    static byte[] tagged(byte[] frame, int keep, int... tag) {
        ByteBuffer out = ByteBuffer.allocate(frame.length + tag.length);
        out.put(frame, 0, keep);
        for (int b : tag) {
            out.put((byte) b);
        }
        return out.put(frame, keep, frame.length - keep).array();
    }

    /** The same capture of another kind of interface, which has other bytes before the network layer than Ethernet's. */
    static byte[] ofLink(byte[] classic, int link, int... header) {
        byte[] changed = mapped(classic, f -> tagged(Arrays.copyOfRange(f, ETHERNET, f.length), 0, header));
        changed[20] = (byte) link;
        return changed;
    }

    /** The frame over UDP, as a network of a cluster carries it to another node. */
    static byte[] overUdp(byte[] frame, int port, int... header) {
        int body = 8 + header.length + frame.length;
        int[] udp = {50_000 >> 8, 50_000, port >> 8, port, body >> 8, body, 0, 0};
        return overIp(tagged(frame, 0, header), 17, udp);
    }

    /** The frame inside of an IPv4 packet of a protocol. */
    static byte[] overIp(byte[] frame, int protocol, int... header) {
        int body = header.length + frame.length;
        ByteBuffer out = ByteBuffer.allocate(ETHERNET + 20 + body);
        out.position(12).putShort((short) 0x0800);
        out.put((byte) 0x45).put((byte) 0).putShort((short) (20 + body)).putInt(identification++ << 16);
        out.put((byte) 64).put((byte) protocol).putShort((short) 0);
        out.putInt(0x0a000001).putInt(0x0a000002);
        for (int b : header) {
            out.put((byte) b);
        }
        return out.put(frame).array();
    }

    /** Every packet a number of seconds later. */
    static List<byte[]> later(List<byte[]> packets, int seconds) {
        List<byte[]> moved = new ArrayList<>();
        for (byte[] packet : packets) {
            ByteBuffer copy = ByteBuffer.wrap(packet.clone()).order(ByteOrder.LITTLE_ENDIAN);
            moved.add(copy.putInt(0, copy.getInt(0) + seconds).array());
        }
        return moved;
    }

    /** A packet as somebody forges it: elsewhere in the stream of its sender, of other flags. */
    static byte[] forged(byte[] packet, int sequenceMore, int flags) {
        ByteBuffer copy = ByteBuffer.wrap(packet.clone());
        int tcp = PACKET_HEADER + ETHERNET + (packet[PACKET_HEADER + ETHERNET] & 0xf) * 4;
        copy.putInt(tcp + 4, copy.getInt(tcp + 4) + sequenceMore);
        return copy.put(tcp + 13, (byte) flags).array();
    }

    /** IPv4 packets in pieces of so many bytes, the last piece first. */
    static byte[] fragmented(byte[] classic, int pieceBytes) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte[] packet : packets(classic)) {
            byte[] frame = Arrays.copyOfRange(packet, PACKET_HEADER, packet.length);
            int header = (frame[ETHERNET] & 0xf) * 4;
            int payload = ETHERNET + header;
            if (frame[12] != 8 || frame.length - payload <= pieceBytes) {
                pieces.add(packet);
                continue;
            }
            for (int at = (frame.length - payload - 1) / pieceBytes * pieceBytes; at >= 0; at -= pieceBytes) {
                int count = Math.min(pieceBytes, frame.length - payload - at);
                ByteBuffer piece = ByteBuffer.allocate(payload + count).put(frame, 0, payload);
                piece.putShort(ETHERNET + 2, (short) (header + count));
                boolean last = payload + at + count == frame.length;
                piece.putShort(ETHERNET + 6, (short) ((last ? 0 : 0x2000) | at / 8));
                pieces.add(
                        withHeader(packet, piece.put(frame, payload + at, count).array()));
            }
        }
        return joined(classic, pieces);
    }
}

package dev.sonde.core.source.pcap;

/**
 * Parses IPv4 (RFC 791), IPv6 with extension headers (RFC 8200), both also inside of {@link Tunnels}, and TCP (RFC 9293).
 * Throws on no input.
 */
final class SegmentParser {
    /** What became of a packet. */
    enum Outcome {
        /** A TCP segment was parsed. */
        SEGMENT,
        /** It is something other than TCP over IP. */
        OTHER,
        /** It is a fragment of a larger packet, whose header is at {@link Segment#networkFrom}. */
        FRAGMENT,
        /** It was captured too short to tell. */
        CUT,
        /** It contradicts itself. */
        MALFORMED,
        /** Its link type is not supported. */
        UNSUPPORTED_LINK
    }

    private static final int TCP = 6;
    private static final int MOST_EXTENSIONS = 16;
    private static final int MOST_TUNNELS = 4;

    private SegmentParser() {}

    /** Parses a packet into a segment, whose content is good only after {@link Outcome#SEGMENT}. */
    static Outcome parse(CapturedPacket packet, Segment into) {
        return network(packet, LinkLayer.networkOffset(packet), into, MOST_TUNNELS);
    }

    private static Outcome network(CapturedPacket packet, int at, Segment into, int tunnels) {
        into.networkFrom = at;
        into.identity = 0;
        return switch (at) {
            case LinkLayer.NOT_IP -> Outcome.OTHER;
            case LinkLayer.CUT -> Outcome.CUT;
            case LinkLayer.UNSUPPORTED -> Outcome.UNSUPPORTED_LINK;
            default ->
                (packet.bytes[at] & 0xff) >>> 4 == 4
                        ? ipv4(packet, at, into, tunnels)
                        : ipv6(packet, at, into, tunnels);
        };
    }

    private static Outcome other(CapturedPacket packet, int protocol, int at, Segment into, int tunnels) {
        int inner = tunnels > 0 ? Tunnels.inner(packet, protocol, at) : LinkLayer.NOT_IP;
        return inner < 0 ? Outcome.OTHER : network(packet, inner, into, tunnels - 1);
    }

    private static Outcome ipv4(CapturedPacket packet, int at, Segment into, int tunnels) {
        byte[] b = packet.bytes;
        if (at + 20 > packet.length) {
            return Outcome.CUT;
        }
        int header = (b[at] & 0xf) * 4;
        if (header < 20) {
            return Outcome.MALFORMED;
        }
        boolean fragment = (int16(b, at + 6) & 0x3fff) != 0;
        int protocol = b[at + 9] & 0xff;
        if (fragment) {
            return protocol == TCP || Tunnels.mayCarry(protocol) ? Outcome.FRAGMENT : Outcome.OTHER;
        }
        if (protocol != TCP) {
            return other(packet, protocol, at + header, into, tunnels);
        }
        into.identity = int16(b, at + 4);
        mapped(b, at + 12, into.addresses, 0);
        mapped(b, at + 16, into.addresses, 16);
        int total = int16(b, at + 2);
        // A total of 0 is a packet captured before the network card cut it up.
        int end = total == 0 ? packet.originalLength : at + total;
        return tcp(packet, at + header, end, into);
    }

    private static void mapped(byte[] from, int at, byte[] into, int to) {
        for (int i = 0; i < 10; i++) {
            into[to + i] = 0;
        }
        into[to + 10] = -1;
        into[to + 11] = -1;
        System.arraycopy(from, at, into, to + 12, 4);
    }

    private static Outcome ipv6(CapturedPacket packet, int at, Segment into, int tunnels) {
        byte[] b = packet.bytes;
        if (at + 40 > packet.length) {
            return Outcome.CUT;
        }
        System.arraycopy(b, at + 8, into.addresses, 0, 32);
        int payload = int16(b, at + 4);
        int end = payload == 0 ? packet.originalLength : at + 40 + payload;
        int next = b[at + 6] & 0xff;
        int index = at + 40;
        for (int i = 0; i < MOST_EXTENSIONS; i++) {
            switch (next) {
                case TCP -> {
                    return tcp(packet, index, end, into);
                }
                case 44 -> {
                    if (index + 8 > packet.length) {
                        return Outcome.CUT;
                    }
                    // Offset and the more-fragments bit both 0: a whole packet with a needless header.
                    if ((int16(b, index + 2) & 0xfff9) != 0) {
                        return Outcome.FRAGMENT;
                    }
                    next = b[index] & 0xff;
                    index += 8;
                }
                case 0, 43, 60, 135, 51 -> {
                    if (index + 2 > packet.length) {
                        return Outcome.CUT;
                    }
                    int units = b[index + 1] & 0xff;
                    boolean authentication = next == 51;
                    next = b[index] & 0xff;
                    index += authentication ? (units + 2) * 4 : (units + 1) * 8;
                }
                default -> {
                    return other(packet, next, index, into, tunnels);
                }
            }
        }
        return Outcome.MALFORMED;
    }

    private static Outcome tcp(CapturedPacket packet, int at, int end, Segment into) {
        byte[] b = packet.bytes;
        if (at + 20 > packet.length) {
            return Outcome.CUT;
        }
        int header = (b[at + 12] & 0xf0) >>> 2;
        int length = end - at - header;
        if (header < 20 || length < 0) {
            return Outcome.MALFORMED;
        }
        into.sourcePort = int16(b, at);
        into.targetPort = int16(b, at + 2);
        into.sequence = int32(b, at + 4);
        into.acknowledged = int32(b, at + 8);
        into.flags = b[at + 13] & 0xff;
        into.timeNanos = packet.timeNanos;
        into.bytes = b;
        into.payloadFrom = Math.min(at + header, packet.length);
        into.identity = identity(b, at, into.payloadFrom, into.identity << 16 ^ length);
        into.length = length;
        into.captured = Math.min(length, packet.length - into.payloadFrom);
        return Outcome.SEGMENT;
    }

    /** A hash (FNV-1a) of the header and its options, which have a clock, without the checksum, which may come late. */
    private static int identity(byte[] b, int from, int to, int seed) {
        int hash = seed;
        for (int i = from; i < to; i++) {
            hash = i == from + 16 || i == from + 17 ? hash : (hash ^ b[i]) * 0x01000193;
        }
        return hash;
    }

    private static int int16(byte[] b, int at) {
        return (b[at] & 0xff) << 8 | (b[at + 1] & 0xff);
    }

    private static int int32(byte[] b, int at) {
        return int16(b, at) << 16 | int16(b, at + 2);
    }
}

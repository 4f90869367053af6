package dev.sonde.core.source.pcap;

/**
 * Finds the packet inside of a packet: IP in IP (RFC 2003, RFC 4213), GRE (RFC 2784), and over UDP VXLAN (RFC 7348) and
 * Geneve (RFC 8926), with which the networks of clusters carry packets from node to node; and ERSPAN
 * (draft-foschiano-erspan), with which switches send what they mirror.
 */
final class Tunnels {
    private static final int IP_IN_IP = 4;
    private static final int UDP = 17;
    private static final int IPV6_IN_IP = 41;
    private static final int GRE = 47;
    private static final int UDP_HEADER = 8;
    private static final int VXLAN_HEADER = 8;
    private static final int VXLAN_HAS_NETWORK = 8;
    private static final int VXLAN_PORT = 4789;

    /** Linux took this one before there was a standard, and flannel and Cilium still do. */
    private static final int VXLAN_PORT_OF_LINUX = 8472;

    private static final int GENEVE_PORT = 6081;
    private static final int GRE_NUMBERED = 0x1000;
    private static final int ETHERNET = 0x6558;
    private static final int ERSPAN = 0x88be;
    private static final int ERSPAN_3 = 0x22eb;
    private static final int ERSPAN_3_HEADER = 12;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;

    private Tunnels() {}

    /** Whether a packet of this protocol may have another one inside. */
    static boolean mayCarry(int protocol) {
        return protocol == IP_IN_IP || protocol == UDP || protocol == IPV6_IN_IP || protocol == GRE;
    }

    /** Returns the index of the inner IP header, or one of the negative results of {@link LinkLayer}. */
    static int inner(CapturedPacket packet, int protocol, int at) {
        return switch (protocol) {
            case IP_IN_IP, IPV6_IN_IP -> LinkLayer.ifIp(packet, at);
            case GRE -> gre(packet, at);
            case UDP -> udp(packet, at);
            default -> LinkLayer.NOT_IP;
        };
    }

    private static int gre(CapturedPacket packet, int at) {
        if (at + 4 > packet.length) {
            return LinkLayer.CUT;
        }
        int flags = int16(packet, at);
        if ((flags & 7) != 0) {
            return LinkLayer.NOT_IP;
        }
        // Checksum, key and sequence number are there when their bits are.
        int options = Integer.bitCount(flags & 0xb000);
        int inner = at + 4 + 4 * options;
        return switch (int16(packet, at + 2)) {
            // Of its first version only the second form has a header, and it alone numbers its packets.
            case ERSPAN -> LinkLayer.afterEthernet(packet, (flags & GRE_NUMBERED) == 0 ? inner : inner + 8);
            case ERSPAN_3 -> erspan3(packet, inner);
            default -> byType(packet, int16(packet, at + 2), inner);
        };
    }

    private static int erspan3(CapturedPacket packet, int at) {
        if (at + ERSPAN_3_HEADER > packet.length) {
            return LinkLayer.CUT;
        }
        boolean more = (packet.bytes[at + ERSPAN_3_HEADER - 1] & 1) != 0;
        return LinkLayer.afterEthernet(packet, at + ERSPAN_3_HEADER + (more ? 8 : 0));
    }

    private static int udp(CapturedPacket packet, int at) {
        int body = at + UDP_HEADER;
        if (body + VXLAN_HEADER > packet.length) {
            return LinkLayer.NOT_IP;
        }
        return switch (int16(packet, at + 2)) {
            case VXLAN_PORT, VXLAN_PORT_OF_LINUX ->
                (packet.bytes[body] & VXLAN_HAS_NETWORK) != 0
                        ? LinkLayer.afterEthernet(packet, body + VXLAN_HEADER)
                        : LinkLayer.NOT_IP;
            case GENEVE_PORT -> {
                int options = (packet.bytes[body] & 0x3f) * 4;
                yield byType(packet, int16(packet, body + 2), body + 8 + options);
            }
            default -> LinkLayer.NOT_IP;
        };
    }

    private static int byType(CapturedPacket packet, int type, int at) {
        return switch (type) {
            case ETHERNET -> LinkLayer.afterEthernet(packet, at);
            case IPV4, IPV6 -> LinkLayer.ifIp(packet, at);
            default -> LinkLayer.NOT_IP;
        };
    }

    private static int int16(CapturedPacket packet, int at) {
        return (packet.bytes[at] & 0xff) << 8 | (packet.bytes[at + 1] & 0xff);
    }
}

package dev.sonde.core.source.pcap;

/**
 * Finds the network layer of a packet. Link types are those of the registry at tcpdump.org, EtherTypes those of the
 * IEEE.
 */
final class LinkLayer {
    /** Result when the packet carries something other than IP. */
    static final int NOT_IP = -1;

    /** Result when the packet is cut before its network layer. */
    static final int CUT = -2;

    /** Result when the link type is not supported. */
    static final int UNSUPPORTED = -3;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int ETHERTYPE_VLAN = 0x8100;
    private static final int ETHERTYPE_QINQ = 0x88a8;
    private static final int ETHERTYPE_QINQ_OLD = 0x9100;
    private static final int ETHERTYPE_MPLS = 0x8847;
    private static final int ETHERTYPE_PPPOE = 0x8864;
    private static final int PPPOE_HEADER = 8;
    private static final int PPP_IPV4 = 0x21;
    private static final int PPP_IPV6 = 0x57;

    private LinkLayer() {}

    /** Returns the index of the IP header, or one of the negative results. */
    static int networkOffset(CapturedPacket packet) {
        return switch (packet.linkType) {
            case 1 -> afterEthernet(packet, 0);
            case 0, 108 -> afterLoopback(packet);
            case 9, 50 -> afterPpp(packet, packet.length > 1 && packet.bytes[0] == -1 ? 2 : 0);
            case 51 -> afterPpp(packet, PPPOE_HEADER - 2);
            case 104 -> afterEtherType(packet, 2);
            case 12, 14, 101, 228, 229 -> ifIp(packet, 0);
            case 113 -> afterEtherType(packet, 14);
            case 276 -> afterLinuxCooked2(packet);
            default -> UNSUPPORTED;
        };
    }

    /** Returns the index of the IP header behind an Ethernet header, or one of the negative results. */
    static int afterEthernet(CapturedPacket packet, int at) {
        return afterEtherType(packet, at + 12);
    }

    private static int afterEtherType(CapturedPacket packet, int at) {
        byte[] b = packet.bytes;
        int index = at;
        while (index + 2 <= packet.length) {
            int type = (b[index] & 0xff) << 8 | (b[index + 1] & 0xff);
            switch (type) {
                case ETHERTYPE_IPV4, ETHERTYPE_IPV6 -> {
                    return ifIp(packet, index + 2);
                }
                case ETHERTYPE_VLAN, ETHERTYPE_QINQ, ETHERTYPE_QINQ_OLD -> index += 4;
                case ETHERTYPE_PPPOE -> {
                    return afterPpp(packet, index + PPPOE_HEADER);
                }
                case ETHERTYPE_MPLS -> {
                    return afterLabels(packet, index + 2);
                }
                default -> {
                    return NOT_IP;
                }
            }
        }
        return CUT;
    }

    /** The protocol's number of PPP (RFC 1661, section 2; one byte where it was compressed), before an IP header. */
    private static int afterPpp(CapturedPacket packet, int at) {
        if (at + 2 > packet.length) {
            return CUT;
        }
        int first = packet.bytes[at] & 0xff;
        boolean compressed = (first & 1) == 1;
        int protocol = compressed ? first : first << 8 | (packet.bytes[at + 1] & 0xff);
        boolean ip = protocol == PPP_IPV4 || protocol == PPP_IPV6;
        return ip ? ifIp(packet, at + (compressed ? 1 : 2)) : NOT_IP;
    }

    /** Labels of MPLS (RFC 3032), the last of which has its bottom bit set; what follows says itself whether it is IP. */
    private static int afterLabels(CapturedPacket packet, int at) {
        int index = at;
        while (index + 4 <= packet.length && (packet.bytes[index + 2] & 1) == 0) {
            index += 4;
        }
        return ifIp(packet, index + 4);
    }

    /** Linux cooked v2 has the EtherType first and 20 bytes of header; a VLAN tag may follow. */
    private static int afterLinuxCooked2(CapturedPacket packet) {
        if (packet.length < 20) {
            return CUT;
        }
        int type = (packet.bytes[0] & 0xff) << 8 | (packet.bytes[1] & 0xff);
        return switch (type) {
            case ETHERTYPE_IPV4, ETHERTYPE_IPV6 -> ifIp(packet, 20);
            case ETHERTYPE_VLAN, ETHERTYPE_QINQ, ETHERTYPE_QINQ_OLD -> afterEtherType(packet, 22);
            default -> NOT_IP;
        };
    }

    /** The four bytes are an address family in the byte order and numbering of the capturing system; IP says itself. */
    private static int afterLoopback(CapturedPacket packet) {
        return ifIp(packet, 4);
    }

    static int ifIp(CapturedPacket packet, int at) {
        if (at >= packet.length) {
            return CUT;
        }
        int version = (packet.bytes[at] & 0xff) >>> 4;
        return version == 4 || version == 6 ? at : NOT_IP;
    }
}

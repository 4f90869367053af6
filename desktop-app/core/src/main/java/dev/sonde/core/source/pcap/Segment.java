package dev.sonde.core.source.pcap;

import java.util.Arrays;

/** One TCP segment as parsed from a packet. Used again for the next; {@link #keep()} makes one that stays. */
final class Segment {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    /** Addresses as 16 bytes each, IPv4 in its mapped form, source first. */
    final byte[] addresses = new byte[32];

    int sourcePort;
    int targetPort;
    int sequence;
    int acknowledged;
    int flags;
    long timeNanos;

    /** Holds the payload from {@link #payloadFrom}; belongs to the packet. */
    byte[] bytes = new byte[0];

    int payloadFrom;

    /** Tells this packet from another with the same place in the stream: one sent again is not the same. */
    int identity;

    /** Where the IP header of the packet is. */
    int networkFrom;

    /** Payload bytes captured. */
    int captured;

    /** Payload bytes that passed. */
    int length;

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Copies what reassembly needs when it has to wait. */
    Segment keep() {
        Segment kept = new Segment();
        kept.sequence = sequence;
        kept.acknowledged = acknowledged;
        kept.flags = flags;
        kept.timeNanos = timeNanos;
        kept.bytes = Arrays.copyOfRange(bytes, payloadFrom, payloadFrom + captured);
        kept.captured = captured;
        kept.length = length;
        return kept;
    }
}

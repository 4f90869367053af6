package dev.sonde.core.source.pcap;

import java.util.Arrays;

/** One packet as the file has it. Used again for the next packet. */
final class CapturedPacket {
    /** When it passed, in Unix nanoseconds. */
    long timeNanos;

    /** Link type of its interface, a number of the registry at tcpdump.org. */
    int linkType;

    /** The captured bytes, from index 0. */
    byte[] bytes;

    /** How many bytes were captured. */
    int length;

    /** How many bytes passed. */
    int originalLength;

    CapturedPacket() {
        this(new byte[64 << 10]);
    }

    private CapturedPacket(byte[] bytes) {
        this.bytes = bytes;
    }

    void reserve(int capacity) {
        if (bytes.length < capacity) {
            bytes = new byte[capacity];
        }
    }

    /** The same packet, to be kept. */
    CapturedPacket copy() {
        CapturedPacket copy = new CapturedPacket(Arrays.copyOf(bytes, length));
        copy.become(timeNanos, linkType, length, originalLength);
        return copy;
    }

    /** Makes this another packet, whose bytes it shares from here on. */
    void become(CapturedPacket other) {
        bytes = other.bytes;
        become(other.timeNanos, other.linkType, other.length, other.originalLength);
    }

    private void become(long time, int link, int captured, int original) {
        timeNanos = time;
        linkType = link;
        length = captured;
        originalLength = original;
    }
}

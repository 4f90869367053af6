package dev.sonde.core.source.pcap;

/** One packet as the file has it. Used again for the next packet. */
final class CapturedPacket {
    /** When it passed, in Unix nanoseconds. */
    long timeNanos;

    /** Link type of its interface, a number of the registry at tcpdump.org. */
    int linkType;

    /** The captured bytes, from index 0. */
    byte[] bytes = new byte[64 << 10];

    /** How many bytes were captured. */
    int length;

    /** How many bytes passed. */
    int originalLength;

    void reserve(int capacity) {
        if (bytes.length < capacity) {
            bytes = new byte[capacity];
        }
    }
}

package dev.sonde.core.source.pcap;

/** Decides which side of a connection is the client, and takes the answer. */
interface Roles {
    /** The client by the look of a side's first bytes: 0 or 1, or -1 when they don't say. */
    int guess(int sender, Segment segment);

    /** The client when nothing else says: by port. */
    int fallback();

    /** Takes the answer. */
    void decided(int client);
}

package dev.sonde.agent.connection;

/**
 * Addresses and ports of a socket, its own first. Mutable so that a record's can be looked up without making one.
 * Owned by the drain thread.
 */
public final class Tuple {
    private long localHigh;
    private long localLow;
    private long remoteHigh;
    private long remoteLow;
    private int localPort;
    private int remotePort;
    private int netns;

    /**
     * Takes the values of a {@code struct socket_tuple}.
     *
     * @param bytes holds both addresses of 16 bytes in network byte order
     */
    public void set(byte[] bytes, int localAt, int remoteAt, int ownPort, int otherPort, int namespace) {
        localHigh = Address.high(bytes, localAt);
        localLow = Address.low(bytes, localAt);
        remoteHigh = Address.high(bytes, remoteAt);
        remoteLow = Address.low(bytes, remoteAt);
        localPort = ownPort;
        remotePort = otherPort;
        netns = namespace;
    }

    Tuple copy() {
        Tuple copy = new Tuple();
        copy.localHigh = localHigh;
        copy.localLow = localLow;
        copy.remoteHigh = remoteHigh;
        copy.remoteLow = remoteLow;
        copy.localPort = localPort;
        copy.remotePort = remotePort;
        copy.netns = netns;
        return copy;
    }

    /** The port of this end. */
    public int localPort() {
        return localPort;
    }

    /** The port of the other end. */
    public int remotePort() {
        return remotePort;
    }

    /** Inode of the network namespace, 0 when not known. */
    public int netns() {
        return netns;
    }

    /** Text of the address of this end. */
    public String localText() {
        return Address.text(localHigh, localLow);
    }

    /** Text of the address of the other end. */
    public String remoteText() {
        return Address.text(remoteHigh, remoteLow);
    }

    /** Whether an end is bound to all addresses, as listeners mostly are. */
    public boolean localIsAny() {
        return Address.isAny(localHigh, localLow);
    }

    /** Whether it stays inside of its network namespace for sure. */
    boolean loopback() {
        return Address.isLoopback(localHigh, localLow) || Address.isLoopback(remoteHigh, remoteLow);
    }

    long localAddressHash() {
        return mix(localHigh * 31 + localLow, 0);
    }

    long remoteAddressHash() {
        return mix(remoteHigh * 31 + remoteLow, 0);
    }

    /** A number that an address and port of this end have, and others almost never do. */
    public long localKey() {
        return mix(localHigh * 31 + localLow, localPort);
    }

    /** The same of the other end. */
    public long remoteKey() {
        return mix(remoteHigh * 31 + remoteLow, remotePort);
    }

    /** A number that both ends of one connection share, and others almost never do. */
    long connectionKey() {
        long own = mix(localHigh * 31 + localLow, localPort);
        long other = mix(remoteHigh * 31 + remoteLow, remotePort);
        // Loopback addresses are the same in each namespace; all others name one machine or pod, in which the two ends
        // of a connection may be in different namespaces.
        long where = loopback() ? mix(netns, 7) : 0;
        return own + other + (own ^ other) * 0x9E3779B97F4A7C15L + where;
    }

    /** Whether it is the tuple of the same socket. */
    boolean same(Tuple other) {
        return localPort == other.localPort
                && remotePort == other.remotePort
                && localHigh == other.localHigh
                && localLow == other.localLow
                && remoteHigh == other.remoteHigh
                && remoteLow == other.remoteLow;
    }

    /** Whether it is the tuple of the other end. */
    boolean mirrors(Tuple other) {
        return localPort == other.remotePort
                && remotePort == other.localPort
                && localHigh == other.remoteHigh
                && localLow == other.remoteLow
                && remoteHigh == other.localHigh
                && remoteLow == other.localLow;
    }

    private static long mix(long address, int port) {
        long mixed = (address ^ (long) port << 40) * 0xFF51AFD7ED558CCDL;
        mixed ^= mixed >>> 33;
        mixed *= 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 29;
    }
}

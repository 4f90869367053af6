package dev.sonde.shop.net;

import java.net.InetSocketAddress;

/**
 * Where a service is, as on a command line: {@code [HOST:]PORT}, this machine if no host is named.
 *
 * @param host name or address
 * @param port its port
 */
public record Address(String host, int port) {
    private static final String HERE = "127.0.0.1";

    /** Reads it. */
    public static Address of(String word) {
        int colon = word.lastIndexOf(':');
        return new Address(colon < 0 ? HERE : word.substring(0, colon), Integer.parseInt(word.substring(colon + 1)));
    }

    /** For a socket. */
    public InetSocketAddress socket() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

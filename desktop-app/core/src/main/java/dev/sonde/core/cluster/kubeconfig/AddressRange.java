package dev.sonde.core.cluster.kubeconfig;

import java.net.InetAddress;
import java.util.Optional;

/** Addresses that begin alike, as {@code 10.0.0.0/8}. */
record AddressRange(InetAddress first, int bits) {
    /** Reads one; empty when it is none. */
    static Optional<AddressRange> of(String text) {
        int slash = text.indexOf('/');
        try {
            return Optional.of(new AddressRange(
                    InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an address, and not a name, lies in it. */
    boolean holds(String host) {
        byte[] asked;
        try {
            asked = InetAddress.ofLiteral(host).getAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] begins = first.getAddress();
        if (asked.length != begins.length || bits > 8 * begins.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((asked[bit / 8] ^ begins[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}

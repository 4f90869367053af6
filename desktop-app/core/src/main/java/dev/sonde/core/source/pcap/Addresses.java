package dev.sonde.core.source.pcap;

/** Addresses as text: dotted for IPv4, RFC 5952 for IPv6. */
final class Addresses {
    private Addresses() {}

    /** Writes the 16 bytes at an index; IPv4 in its mapped form is written dotted. */
    static String text(byte[] b, int at) {
        if (isMapped(b, at)) {
            return (b[at + 12] & 0xff) + "." + (b[at + 13] & 0xff) + "." + (b[at + 14] & 0xff) + "."
                    + (b[at + 15] & 0xff);
        }
        int longest = 1;
        int longestAt = -1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(b, at, i + run) == 0) {
                run++;
            }
            if (run > longest) {
                longest = run;
                longestAt = i;
            }
            i += Math.max(0, run - 1);
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == longestAt) {
                text.append("::");
                i += longest - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(b, at, i)));
        }
        return text.toString();
    }

    private static boolean isMapped(byte[] b, int at) {
        for (int i = 0; i < 10; i++) {
            if (b[at + i] != 0) {
                return false;
            }
        }
        return b[at + 10] == -1 && b[at + 11] == -1;
    }

    private static int group(byte[] b, int at, int index) {
        return (b[at + 2 * index] & 0xff) << 8 | (b[at + 2 * index + 1] & 0xff);
    }
}

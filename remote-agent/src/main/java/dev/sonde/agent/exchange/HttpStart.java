package dev.sonde.agent.exchange;

/** What the kernel programs recognise of a response: the first bytes decide what more they send of it. */
final class HttpStart {
    private static final int HTTP = 'H' << 24 | 'T' << 16 | 'T' << 8 | 'P';
    private static final int STATUS = 9;

    private HttpStart() {}

    /** Whether it is one of HTTP of which nothing but its record comes: interim ones (1xx) are followed by chunks. */
    static boolean isFinal(byte[] buffer, int at, int length) {
        boolean http =
                length >= 4 && (buffer[at] << 24 | buffer[at + 1] << 16 | buffer[at + 2] << 8 | buffer[at + 3]) == HTTP;
        return http && (length <= STATUS || buffer[at + STATUS] != '1');
    }
}

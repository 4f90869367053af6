package dev.sonde.dissectors;

/** Protocols that are recognised only to say that they can't be read. */
final class FirstBytes {
    private static final byte[] HTTP2_PREFACE = {
        'P', 'R', 'I', ' ', '*', ' ', 'H', 'T', 'T', 'P', '/', '2', '.', '0', '\r', '\n'
    };

    private FirstBytes() {}

    /** A TLS record (RFC 8446 §5.1): a hello, or application data of a connection whose start was missed. */
    static Evidence tls(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return Evidence.MAYBE;
        }
        int type = bytes[from] & 0xFF;
        if (type < 0x14
                || type > 0x17
                || (length > 1 && bytes[from + 1] != 3)
                || (length > 2 && bytes[from + 2] > 4)
                || (length > 2 && bytes[from + 2] < 0)) {
            return Evidence.NO;
        }
        if (length < 6) {
            return Evidence.MAYBE;
        }
        int record = (bytes[from + 3] & 0xFF) << 8 | (bytes[from + 4] & 0xFF);
        int first = bytes[from + 5] & 0xFF;
        boolean sound = record > 0
                && record <= 0x4800
                && switch (type) {
                    case 0x14 -> record == 1;
                    case 0x15 -> record == 2 || record >= 18;
                    case 0x16 -> first <= 24 || record >= 40;
                    default -> record >= 17;
                };
        return sound ? Evidence.YES : Evidence.NO;
    }

    /** The preface that opens HTTP/2 (RFC 9113 §3.4). */
    static Evidence http2(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, HTTP2_PREFACE.length);
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != HTTP2_PREFACE[i]) {
                return Evidence.NO;
            }
        }
        return length == HTTP2_PREFACE.length ? Evidence.YES : Evidence.MAYBE;
    }
}

package dev.sonde.dissectors;

/** Protocols that are recognised only to say that they can't be read. */
final class FirstBytes {
    private static final byte[] HTTP2_PREFACE = {
        'P', 'R', 'I', ' ', '*', ' ', 'H', 'T', 'T', 'P', '/', '2', '.', '0', '\r', '\n'
    };

    private static final int FRAME_HEADER = 9;

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

    /**
     * The preface that opens HTTP/2 (RFC 9113 §3.4), or a frame of a connection whose start was missed: one of a kind whose length,
     * flags and stream are bound to each other (RFC 9113 §6).
     */
    static Evidence http2(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, HTTP2_PREFACE.length);
        int same = 0;
        while (same < length && bytes[from + same] == HTTP2_PREFACE[same]) {
            same++;
        }
        if (same == length) {
            return length == HTTP2_PREFACE.length ? Evidence.YES : Evidence.MAYBE;
        }
        return frame(bytes, from, to);
    }

    private static Evidence frame(byte[] bytes, int from, int to) {
        if (bytes[from] != 0) {
            return Evidence.NO;
        }
        if (to - from < FRAME_HEADER) {
            return Evidence.MAYBE;
        }
        int length = (bytes[from + 1] & 0xFF) << 8 | (bytes[from + 2] & 0xFF);
        int flags = bytes[from + 4] & 0xFF;
        int stream = (bytes[from + 5] & 0xFF) << 24
                | (bytes[from + 6] & 0xFF) << 16
                | (bytes[from + 7] & 0xFF) << 8
                | (bytes[from + 8] & 0xFF);
        boolean ofClient = stream > 0 && stream % 2 == 1;
        boolean sound = switch (bytes[from + 3]) {
            case 1 -> ofClient && (flags & 0x04) != 0 && (flags & ~0x2D) == 0 && length > 0;
            case 3 -> ofClient && length == 4 && flags == 0;
            case 4 -> stream == 0 && (flags == 1 ? length == 0 : flags == 0 && length > 0 && length % 6 == 0);
            case 6 -> stream == 0 && length == 8 && flags <= 1;
            case 8 -> stream >= 0 && length == 4 && flags == 0;
            default -> false;
        };
        return sound ? Evidence.YES : Evidence.NO;
    }
}

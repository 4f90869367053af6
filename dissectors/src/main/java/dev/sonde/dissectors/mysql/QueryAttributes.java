package dev.sonde.dissectors.mysql;

/**
 * Finds the text of a COM_QUERY behind its attributes (MySQL 8.0.23 and later, {@code CLIENT_QUERY_ATTRIBUTES}). When no
 * handshake was seen, attributes are recognised by their first bytes, with which no statement begins.
 */
final class QueryAttributes {
    private QueryAttributes() {}

    /** Where the text begins; {@code to} when it is behind the captured bytes. */
    static int textStart(byte[] payload, int from, int to, Capabilities capabilities) {
        boolean attributes = capabilities.attributesKnown()
                ? capabilities.attributes()
                : to - from >= 2 && payload[from] >= 0 && payload[from] < ' ' && payload[from + 1] == 1;
        return attributes ? skip(payload, from, to) : from;
    }

    private static int skip(byte[] payload, int from, int to) {
        int at = from;
        long count = Fields.number(payload, at, to);
        at += Fields.numberSize(payload, at, to);
        at += Fields.numberSize(payload, at, to);
        if (count <= 0 || count > 1000) {
            return Math.min(at, to);
        }
        int nulls = at;
        at += (int) (count + 7) / 8;
        if (at >= to || payload[at] != 1) {
            return to;
        }
        at++;
        int types = at;
        for (int i = 0; i < count && at < to; i++) {
            at = string(payload, at + 2, to);
        }
        int type = types;
        for (int i = 0; i < count && at < to && type + 1 < to; i++) {
            boolean isNull = (payload[nulls + i / 8] >> i % 8 & 1) != 0;
            at = isNull ? at : value(payload, at, to, payload[type] & 0xFF);
            type = string(payload, type + 2, to);
        }
        return Math.min(at, to);
    }

    private static int value(byte[] payload, int at, int to, int type) {
        return switch (type) {
            case 0x01 -> at + 1;
            case 0x02, 0x0D -> at + 2;
            case 0x03, 0x04, 0x09 -> at + 4;
            case 0x05, 0x08 -> at + 8;
            case 0x06 -> at;
            case 0x07, 0x0A, 0x0B, 0x0C -> at < to ? at + 1 + (payload[at] & 0xFF) : to;
            default -> string(payload, at, to);
        };
    }

    private static int string(byte[] payload, int at, int to) {
        int size = Fields.numberSize(payload, at, to);
        long length = Fields.number(payload, at, to);
        return size == 0 || length < 0 || length > to - at - size ? to : at + size + (int) length;
    }
}

package dev.sonde.dissectors.mysql;

import dev.sonde.dissectors.Evidence;
import java.nio.charset.StandardCharsets;

/** What the first bytes of a MySQL connection look like, in either direction and at any point of it. */
public final class MysqlSyntax {
    /** First words of statements: a command whose text begins with one is beyond doubt. */
    private static final byte[][] WORDS = words(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "REPLACE",
            "SET",
            "SHOW",
            "BEGIN",
            "START",
            "COMMIT",
            "ROLLBACK",
            "USE",
            "CREATE",
            "ALTER",
            "DROP",
            "TRUNCATE",
            "CALL",
            "EXPLAIN",
            "DESCRIBE",
            "DESC",
            "WITH",
            "LOCK",
            "UNLOCK",
            "LOAD",
            "PREPARE",
            "EXECUTE",
            "DEALLOCATE",
            "ANALYZE",
            "GRANT",
            "REVOKE",
            "FLUSH",
            "KILL",
            "DO",
            "SAVEPOINT",
            "RELEASE",
            "XA",
            "CHECK",
            "OPTIMIZE",
            "REPAIR",
            "RENAME",
            "HANDLER",
            "VALUES",
            "TABLE",
            "CHANGE",
            "STOP",
            "RESET",
            "PURGE",
            "CHECKSUM",
            "INSTALL",
            "IMPORT",
            "HELP",
            "SIGNAL",
            "GET");

    /** So much of a comment before a statement says that it is one. */
    private static final int COMMENT = 16;

    /** Bytes of a login before the user's name; all of one that asks for TLS. */
    private static final int LOGIN_HEAD = 32;

    /** In the second byte of what a client can. */
    private static final int PROTOCOL_41 = 2;

    private MysqlSyntax() {}

    /** A server's greeting: protocol version 10 and a version number, or the error it sends instead. */
    public static Evidence greeting(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 5) {
            return length > 3 && bytes[from + 3] != 0 ? Evidence.NO : Evidence.MAYBE;
        }
        int packet = packetLength(bytes, from);
        if (bytes[from + 3] != 0 || packet < 8 || packet > 1024) {
            return Evidence.NO;
        }
        int first = bytes[from + 4] & 0xFF;
        if (first == 0xFF) {
            if (length < 8) {
                return Evidence.MAYBE;
            }
            int code = (bytes[from + 5] & 0xFF) | (bytes[from + 6] & 0xFF) << 8;
            return code >= 1000 && code < 2000 && bytes[from + 7] > ' ' ? Evidence.YES : Evidence.NO;
        }
        if (first != 10 || packet < 40) {
            return Evidence.NO;
        }
        int i = from + 5;
        while (i < to && i < from + 8 && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        if (i >= to) {
            return Evidence.MAYBE;
        }
        return i > from + 5 && bytes[i] == '.' ? Evidence.YES : Evidence.NO;
    }

    /** A client's answer to the greeting, which tells of a login whose greeting was not seen: its packet is numbered 1. */
    public static Evidence login(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 4) {
            return Evidence.MAYBE;
        }
        int packet = packetLength(bytes, from);
        if (bytes[from + 3] != 1 || packet < LOGIN_HEAD || packet > 65_536) {
            return Evidence.NO;
        }
        return loginBody(bytes, from + 4, to);
    }

    /** The same of a packet's payload: what the client can, protocol 4.1 among it, its longest packet, a character set, and nothing. */
    static Evidence loginBody(byte[] payload, int from, int to) {
        if (to - from > 1 && (payload[from + 1] & PROTOCOL_41) == 0) {
            return Evidence.NO;
        }
        // MariaDB's clients say in the last four bytes of the nothing what else they can.
        for (int i = from + 9; i < Math.min(to, from + LOGIN_HEAD - 4); i++) {
            if (payload[i] != 0) {
                return Evidence.NO;
            }
        }
        return to - from < LOGIN_HEAD - 4 ? Evidence.MAYBE : Evidence.YES;
    }

    /**
     * A command of a client. {@link Evidence#MAYBE} for one that is sound but says too little, such as a ping of five
     * bytes: the server's answer decides.
     */
    public static Evidence command(byte[] bytes, int from, int to) {
        int at = from;
        for (int packets = 0; packets < 4; packets++) {
            int left = to - at;
            if (left < 6) {
                return (left > 3 && bytes[at + 3] != 0) || (left == 5 && !soundEmpty(bytes, at))
                        ? Evidence.NO
                        : Evidence.MAYBE;
            }
            int packet = packetLength(bytes, at);
            Evidence evidence = one(bytes, at, to, packet);
            if (evidence != Evidence.MAYBE || at + 4 + packet >= to) {
                return evidence;
            }
            at += 4 + packet;
        }
        return Evidence.MAYBE;
    }

    private static boolean soundEmpty(byte[] bytes, int at) {
        return Command.known(bytes[at + 4] & 0xFF) && packetLength(bytes, at) > 0;
    }

    private static Evidence one(byte[] bytes, int at, int to, int packet) {
        int code = bytes[at + 4] & 0xFF;
        if (bytes[at + 3] != 0 || packet < 1 || !Command.known(code)) {
            return Evidence.NO;
        }
        int payload = at + 5;
        return switch (code) {
            case Command.QUERY, Command.STMT_PREPARE -> statement(bytes, payload, to, at + 4 + packet);
            case Command.INIT_DB -> packet <= 256 ? name(bytes, payload, Math.min(to, at + 4 + packet)) : Evidence.NO;
            case Command.STMT_EXECUTE -> execute(bytes, at, to, packet);
            case Command.STMT_CLOSE, Command.STMT_RESET -> packet == 5 ? Evidence.MAYBE : Evidence.NO;
            case Command.STMT_FETCH -> packet == 9 ? Evidence.MAYBE : Evidence.NO;
            case Command.PING, Command.STATISTICS, Command.RESET_CONNECTION, Command.QUIT ->
                packet == 1 ? Evidence.MAYBE : Evidence.NO;
            case Command.SET_OPTION -> packet == 3 && bytes[at + 5] <= 1 ? Evidence.MAYBE : Evidence.NO;
            default -> Evidence.NO;
        };
    }

    private static Evidence name(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ') {
                return Evidence.NO;
            }
        }
        return Evidence.MAYBE;
    }

    private static Evidence execute(byte[] bytes, int at, int to, int packet) {
        if (packet < 10 || (to > at + 9 && (bytes[at + 9] & 0xFF) > 15)) {
            return Evidence.NO;
        }
        if (to < at + 14) {
            return Evidence.MAYBE;
        }
        boolean once = bytes[at + 10] == 1 && bytes[at + 11] == 0 && bytes[at + 12] == 0 && bytes[at + 13] == 0;
        return once ? Evidence.YES : Evidence.NO;
    }

    /**
     * Text that begins with a word of SQL; query attributes (two or more bytes of numbers) may stand before it. What more of it would
     * show is not decided before it is there, so that it is the same however the text is cut.
     *
     * @param end where the packet ends, which may be behind what is there
     */
    private static Evidence statement(byte[] bytes, int from, int seen, int end) {
        int to = Math.min(seen, end);
        int i = from;
        if (i + 1 < to && bytes[i] == 0 && bytes[i + 1] == 1) {
            i += 2;
        }
        while (i < to
                && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '(')) {
            i++;
        }
        if (i >= to) {
            return Evidence.MAYBE;
        }
        if (bytes[i] == '/' || bytes[i] == '-' || bytes[i] == '#') {
            int enough = Math.min(i + COMMENT, end);
            boolean sound = to >= enough && enough - i > 8 && printable(bytes, i, enough);
            return sound ? Evidence.YES : Evidence.MAYBE;
        }
        for (byte[] word : WORDS) {
            int k = 0;
            while (k < word.length && i + k < to && (bytes[i + k] & 0xDF) == word[k]) {
                k++;
            }
            if (k == word.length && (i + k == end || (i + k < to && !letter(bytes[i + k])))) {
                return Evidence.YES;
            }
        }
        return printable(bytes, i, to) ? Evidence.MAYBE : Evidence.NO;
    }

    /** A server's first packet after a command: numbered 1 and of a kind that can stand there. */
    public static Evidence reply(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 5) {
            return length > 3 && bytes[from + 3] != 1 ? Evidence.NO : Evidence.MAYBE;
        }
        int packet = packetLength(bytes, from);
        int first = bytes[from + 4] & 0xFF;
        boolean ok = first == 0 && packet >= 7;
        boolean error = first == 0xFF && packet >= 9 && packet < 1024;
        boolean columns = first > 0 && first < 0xFB && (packet == 1 || packet == 2);
        boolean end = first == 0xFE && packet == 5;
        boolean text = first >= 'A' && first < 0x7F && packet > 20 && packet < 512;
        return bytes[from + 3] == 1 && (ok || error || columns || end || text) ? Evidence.YES : Evidence.NO;
    }

    /**
     * A compressed packet of a client: seven bytes of header, then either a plain packet or zlib or zstd data.
     */
    public static Evidence compressed(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 12) {
            return length > 3 && bytes[from + 3] != 0 ? Evidence.NO : Evidence.MAYBE;
        }
        int outer = packetLength(bytes, from);
        int plain = packetLength(bytes, from + 4);
        if (bytes[from + 3] != 0) {
            return Evidence.NO;
        }
        int data = from + 7;
        if (plain == 0) {
            boolean sound = packetLength(bytes, data) == outer - 4
                    && bytes[data + 3] == 0
                    && outer > 4
                    && Command.known(bytes[data + 4] & 0xFF);
            return sound ? Evidence.YES : Evidence.NO;
        }
        int magic = bytes[data] & 0xFF;
        int second = bytes[data + 1] & 0xFF;
        boolean zlib = magic == 0x78 && (second == 0x01 || second == 0x5E || second == 0x9C || second == 0xDA);
        boolean zstd = magic == 0x28 && second == 0xB5 && (bytes[data + 2] & 0xFF) == 0x2F;
        return (zlib || zstd) && outer < plain ? Evidence.YES : Evidence.NO;
    }

    static int packetLength(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
    }

    private static boolean printable(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t')
                    || bytes[i] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean letter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static byte[][] words(String... words) {
        byte[][] all = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            all[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
        return all;
    }
}

package dev.sonde.dissectors.mysql;

import dev.sonde.dissectors.sql.SqlCharset;
import dev.sonde.dissectors.sql.SqlDialect;

/**
 * What client and server agreed on, as far as it was seen. Bits as in MySQL's {@code mysql_com.h}. Without a handshake
 * nothing is known, and whether result sets end with EOF packets is learned from the first that tells.
 */
final class Capabilities {
    /** Where the client names its collation, behind its capabilities and its longest packet. */
    private static final int COLLATION_AT = 8;

    private static final long COMPRESS = 1L << 5;
    private static final long SSL = 1L << 11;
    private static final long DEPRECATE_EOF = 1L << 24;
    private static final long OPTIONAL_METADATA = 1L << 25;
    private static final long ZSTD = 1L << 26;
    private static final long QUERY_ATTRIBUTES = 1L << 27;

    /** Status flags of the session; MariaDB alone tells of the second. */
    private static final int NO_BACKSLASH_ESCAPES = 1 << 9;

    private static final int ANSI_QUOTES = 1 << 15;

    private long server = -1;
    private long client;
    private boolean known;
    private boolean endLearned;
    private boolean endPackets;
    private SqlDialect dialect = SqlDialect.MYSQL;
    private SqlCharset charset = SqlCharset.PLAIN;

    /** Reads the server's greeting behind its protocol version. */
    void greeting(byte[] payload, int from, int to) {
        int i = from + 1;
        while (i < to && payload[i] != 0) {
            i++;
        }
        int lower = i + 1 + 4 + 8 + 1;
        if (lower + 7 > to) {
            return;
        }
        status(Fields.u16(payload, lower + 3));
        server = Fields.u16(payload, lower) | (long) Fields.u16(payload, lower + 5) << 16;
    }

    /** Reads the client's answer to the greeting. */
    void answer(byte[] payload, int from, int to) {
        if (to - from < 4) {
            return;
        }
        client = Fields.i32(payload, from) & 0xFFFFFFFFL;
        if (to - from > COLLATION_AT) {
            charset = SqlCharset.ofCollation(payload[from + COLLATION_AT] & 0xFF);
        }
        known = server != -1;
        if (known) {
            endLearned = true;
            endPackets = !both(DEPRECATE_EOF);
        }
    }

    /** Takes note of the flags that the server ends a response with: how it reads statements from then on. */
    void status(int flags) {
        dialect = SqlDialect.mysql((flags & ANSI_QUOTES) != 0, (flags & NO_BACKSLASH_ESCAPES) == 0);
    }

    /** How statements are to be read. */
    SqlDialect dialect() {
        return dialect;
    }

    /** In which characters statements are. */
    SqlCharset charset() {
        return charset;
    }

    /** Takes note of a statement, which may say in which characters those behind it are. */
    void asked(byte[] sql, int from, int to) {
        charset = charset.behind(sql, from, to);
    }

    boolean encrypted() {
        return (client & SSL) != 0;
    }

    boolean compressed() {
        return both(COMPRESS) || both(ZSTD);
    }

    boolean optionalMetadata() {
        return known && both(OPTIONAL_METADATA);
    }

    boolean attributesKnown() {
        return known;
    }

    boolean attributes() {
        return both(QUERY_ATTRIBUTES);
    }

    boolean endLearned() {
        return endLearned;
    }

    boolean endPackets() {
        return endPackets;
    }

    void learnEnd(boolean packets) {
        endLearned = true;
        endPackets = packets;
    }

    private boolean both(long bit) {
        return (server & client & bit) != 0;
    }
}

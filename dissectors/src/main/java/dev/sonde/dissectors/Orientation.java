package dev.sonde.dissectors;

import dev.sonde.dissectors.http.HttpSyntax;
import dev.sonde.dissectors.mysql.MysqlSyntax;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Which side of which protocol some bytes are, judged by the bytes alone: for captures that start in the middle of a
 * connection, where no handshake tells who is the client. The bytes must be the beginning of a segment; anywhere else
 * the answer is mostly {@link #UNKNOWN}.
 */
public enum Orientation {
    /** Nothing that is known. */
    UNKNOWN(Protocol.PROTOCOL_UNKNOWN, null),
    /** Of a protocol that can't be read, and that either side may have sent. */
    UNREADABLE(Protocol.PROTOCOL_UNKNOWN, null),
    /** An HTTP/1 request. */
    HTTP_REQUEST(Protocol.HTTP1, Direction.REQUEST),
    /** An HTTP/1 response. */
    HTTP_RESPONSE(Protocol.HTTP1, Direction.RESPONSE),
    /** A command of a MySQL client. */
    MYSQL_REQUEST(Protocol.MYSQL, Direction.REQUEST),
    /** A MySQL server's greeting. */
    MYSQL_RESPONSE(Protocol.MYSQL, Direction.RESPONSE);

    private final Protocol protocol;
    private final @Nullable Direction direction;

    Orientation(Protocol protocol, @Nullable Direction direction) {
        this.protocol = protocol;
        this.direction = direction;
    }

    /** Which protocol the bytes are of. */
    public Protocol protocol() {
        return protocol;
    }

    /** Which direction the bytes go; null for {@link #UNKNOWN} and {@link #UNREADABLE}. */
    public @Nullable Direction direction() {
        return direction;
    }

    /** Judges the bytes at the beginning of a segment. Never throws; looks at 64 bytes at most. */
    public static Orientation of(byte[] bytes, int from, int length) {
        int to = from + Math.min(length, 64);
        if (HttpSyntax.request(bytes, from, to) == Evidence.YES) {
            return HTTP_REQUEST;
        }
        if (HttpSyntax.response(bytes, from, to) == Evidence.YES) {
            return HTTP_RESPONSE;
        }
        if (MysqlSyntax.greeting(bytes, from, to) == Evidence.YES) {
            return MYSQL_RESPONSE;
        }
        if (MysqlSyntax.command(bytes, from, to) == Evidence.YES) {
            return MYSQL_REQUEST;
        }
        boolean unreadable =
                FirstBytes.tls(bytes, from, to) == Evidence.YES || FirstBytes.http2(bytes, from, to) == Evidence.YES;
        return unreadable ? UNREADABLE : UNKNOWN;
    }
}

package dev.sonde.dissectors.http;

import dev.sonde.dissectors.Silence;
import java.nio.charset.StandardCharsets;

/** What the headers of one message say of its framing. */
final class Head {
    static final long NO_LENGTH = -1;

    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CONTENT_TYPE = ascii("content-type");
    private static final byte[] UPGRADE = ascii("upgrade");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] EVENTS = ascii("text/event-stream");

    private long contentLength;
    private boolean chunked;
    private boolean events;
    private Upgrade upgrade = Upgrade.NONE;

    void begin() {
        contentLength = NO_LENGTH;
        chunked = false;
        events = false;
        upgrade = Upgrade.NONE;
    }

    /** Says what another one says. */
    void set(Head other) {
        contentLength = other.contentLength;
        chunked = other.chunked;
        events = other.events;
        upgrade = other.upgrade;
    }

    long contentLength() {
        return contentLength;
    }

    boolean chunked() {
        return chunked;
    }

    /** What it means that nothing more comes of the body: a stream of server-sent events comes when there is one. */
    Silence silence() {
        return events ? Silence.SAYS_NOTHING : chunked ? Silence.ENDS_LATE : Silence.ENDS;
    }

    Upgrade upgrade() {
        return upgrade;
    }

    /** Takes a line of the head. */
    void line(byte[] bytes, int from, int to) {
        if (HttpSyntax.header(bytes, from, to, CONTENT_LENGTH)) {
            contentLength = HttpSyntax.number(bytes, from + CONTENT_LENGTH.length + 1, to, 10);
        } else if (HttpSyntax.header(bytes, from, to, TRANSFER_ENCODING)) {
            chunked |= HttpSyntax.holds(bytes, from + TRANSFER_ENCODING.length, to, CHUNKED);
        } else if (HttpSyntax.header(bytes, from, to, CONTENT_TYPE)) {
            events = HttpSyntax.holds(bytes, from + CONTENT_TYPE.length, to, EVENTS);
        } else if (HttpSyntax.header(bytes, from, to, UPGRADE)) {
            upgrade = Upgrade.of(bytes, from + UPGRADE.length, to);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.sonde.dissectors.http;

import java.nio.charset.StandardCharsets;

/** What a head asks to change the connection to. */
enum Upgrade {
    NONE("http: upgraded"),
    WEBSOCKET("http: upgraded to websocket"),
    H2C("http: upgraded to http2"),
    OTHER("http: upgraded");

    private static final byte[] WEBSOCKET_WORD = "websocket".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] H2C_WORD = "h2c".getBytes(StandardCharsets.US_ASCII);

    private final String reason;

    Upgrade(String reason) {
        this.reason = reason;
    }

    /** Why the connection can't be read any more, for people. */
    String reason() {
        return reason;
    }

    /** What the value of an Upgrade header names. */
    static Upgrade of(byte[] line, int from, int to) {
        if (HttpSyntax.holds(line, from, to, WEBSOCKET_WORD)) {
            return WEBSOCKET;
        }
        return HttpSyntax.holds(line, from, to, H2C_WORD) ? H2C : OTHER;
    }
}

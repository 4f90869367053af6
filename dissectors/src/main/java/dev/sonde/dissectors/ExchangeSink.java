package dev.sonde.dissectors;

import dev.sonde.protocol.v1.Protocol;

/** Takes what a {@link Dissector} finds. Called on the thread that feeds the dissector. */
public interface ExchangeSink {
    /**
     * Takes one exchange.
     *
     * @param exchange valid only during the call; the dissector uses it again
     */
    void exchange(ExchangeView exchange);

    /**
     * Takes note of requests or responses that could not be paired, and so are in no exchange.
     *
     * @param cause a stable name, for example {@code response_without_request}
     */
    void unpaired(Protocol protocol, String cause, long count, long timeNanos);

    /**
     * Takes note that payload can't be read from here on.
     *
     * @param reason for people, constant: {@code tls}, {@code mysql: compressed}, {@code http: upgraded to websocket}
     */
    void opaque(Protocol protocol, String reason, long timeNanos);

    /** Whether the client is known to have sent nothing since the connection was opened: what the server refuses is no request. */
    default boolean nothingAsked() {
        return false;
    }
}

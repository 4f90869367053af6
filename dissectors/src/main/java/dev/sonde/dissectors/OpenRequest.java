package dev.sonde.dissectors;

import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its response, or for the end of it. Taken from a {@link Workspace} and given back to it, so
 * that a connection without open requests holds none.
 */
public final class OpenRequest {
    /** The request after this one on the same connection. */
    public @Nullable OpenRequest next;

    /** First byte of the request. */
    public long startNanos;

    /** Stream offset of the request's first byte. */
    public long requestOffset;

    /** Stream offset behind the request's last byte so far. */
    public long requestEnd;

    /** All of the request has passed. */
    public boolean requestComplete;

    /** Bytes of the response have passed, readable or not. */
    public boolean responseTouched;

    /** The response's beginning was read. */
    public boolean responseBegun;

    /** All of the response has passed. */
    public boolean responseComplete;

    /** First byte of the response. */
    public long firstByteNanos;

    /** Last byte of the response so far. */
    public long endNanos;

    /** Stream offset of the response's first byte. */
    public long responseOffset;

    /** Stream offset behind the response's last byte so far. */
    public long responseEnd;

    /** What the decoder needs to know about the request to read its response. */
    public int kind;

    /** As {@link ExchangeView#status}. */
    public int status;

    /** As {@link ExchangeView#rows}. */
    public long rows;

    /** As {@link ExchangeView#flags}. */
    public int flags;

    /** What the request names, for protocols with statement ids. */
    public int statementId;

    /** Shared text of the statement; null for none. */
    public byte @Nullable [] statement;

    /** As {@link ExchangeView#endpoint}. */
    public final Text endpoint;

    /** As {@link ExchangeView#detail}. */
    public final Text detail;

    OpenRequest(int textBytes) {
        endpoint = new Text(textBytes);
        detail = new Text(textBytes);
    }

    /** Makes this a new request that starts here. */
    OpenRequest begin(long offset, long timeNanos) {
        next = null;
        startNanos = timeNanos;
        requestOffset = offset;
        requestEnd = offset;
        requestComplete = false;
        responseTouched = false;
        responseBegun = false;
        responseComplete = false;
        firstByteNanos = ExchangeView.UNKNOWN;
        endNanos = ExchangeView.UNKNOWN;
        responseOffset = 0;
        responseEnd = 0;
        kind = 0;
        status = (int) ExchangeView.UNKNOWN;
        rows = ExchangeView.UNKNOWN;
        flags = 0;
        statementId = 0;
        statement = null;
        endpoint.clear();
        detail.clear();
        return this;
    }

    /** Takes note that bytes of the response passed. */
    public void touch(long offset, long end, long timeNanos) {
        if (!responseTouched) {
            responseTouched = true;
            responseOffset = offset;
            firstByteNanos = timeNanos;
        }
        responseEnd = end;
        endNanos = timeNanos;
    }
}

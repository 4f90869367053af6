package dev.sonde.core.table;

import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.protocol.v1.ExchangeFlag;
import org.jspecify.annotations.Nullable;

/**
 * One exchange: a view on the columns of a snapshot. Null is not known. Immutable and cheap to make; it keeps the rows of its
 * chunk in memory and no others.
 */
public final class ExchangeRow extends ConnectionRow {
    private final ExchangeChunk rows;
    private final int row;

    /**
     * Makes one.
     *
     * @param names what the ids of rows mean: a snapshot that keeps no rows, since this one may be kept for long
     */
    ExchangeRow(Snapshot names, ExchangeChunk rows, int row) {
        super(names, rows.connection(row));
        this.rows = rows;
        this.row = row;
    }

    /**
     * Finds the same exchange again in a later list, for example the selected one.
     *
     * @param chunk the store's own mark
     * @param row row in it
     */
    public record Key(long chunk, int row) {}

    /** What finds it again. */
    public Key key() {
        return new Key(rows.number(), row);
    }

    @Override
    public long startNanos() {
        return rows.startNanos(row);
    }

    @Override
    public String protocol() {
        return Labels.protocol(rows.protocol(row));
    }

    @Override
    public String endpoint() {
        return Labels.endpoint(names(), rows.endpoint(row));
    }

    /** What sets it apart from others of its endpoint, for example {@code GET /orders/17}. */
    public @Nullable String detail() {
        return rows.detail(row);
    }

    @Override
    public String summary() {
        String detail = detail();
        return detail == null ? endpoint() : detail;
    }

    /** Status of the protocol. */
    public @Nullable Integer status() {
        int status = rows.status(row);
        return status < 0 ? null : status;
    }

    /** Failed, by the protocol's own word. */
    public boolean error() {
        return rows.error(row);
    }

    /** Duration for statistics in nanoseconds: the server's where known, else the client's. */
    public @Nullable Long durationNanos() {
        return known(rows.durationNanos(row));
    }

    /** Time to the first byte of the response, in nanoseconds. */
    public @Nullable Long firstByteNanos() {
        return known(rows.firstByteNanos(row));
    }

    /** Duration at the client, in nanoseconds. */
    public @Nullable Long clientDurationNanos() {
        return known(rows.clientDurationNanos(row));
    }

    /** Duration at the server, in nanoseconds. */
    public @Nullable Long serverDurationNanos() {
        return known(rows.serverDurationNanos(row));
    }

    /** Time to the first byte at the client, in nanoseconds. */
    public @Nullable Long clientFirstByteNanos() {
        return known(rows.clientFirstByteNanos(row));
    }

    /** Time to the first byte at the server, in nanoseconds. */
    public @Nullable Long serverFirstByteNanos() {
        return known(rows.serverFirstByteNanos(row));
    }

    /** What the network and the queues took: the client's duration without the server's. */
    public @Nullable Long networkNanos() {
        long client = rows.clientDurationNanos(row);
        long server = rows.serverDurationNanos(row);
        return client < 0 || server < 0 ? null : client - server;
    }

    /** Size of the request. */
    public @Nullable Long requestBytes() {
        return known(rows.requestBytes(row));
    }

    /** Size of the response. */
    public @Nullable Long responseBytes() {
        return known(rows.responseBytes(row));
    }

    /** Rows returned or changed. */
    public @Nullable Long resultRows() {
        return known(rows.resultRows(row));
    }

    /** Ends it was seen at: {@code client}, {@code server} or {@code both}; null when not said. */
    public @Nullable String seenAt() {
        return Labels.seenAt(rows.flags(row) & Rows.ENDS);
    }

    /** Read from inside an encrypted connection. */
    public boolean tls() {
        return has(ExchangeFlag.DECRYPTED);
    }

    /** Says whether it has a flag. */
    public boolean has(ExchangeFlag flag) {
        return (rows.flags(row) & flag.getNumber()) != 0;
    }

    private static @Nullable Long known(long value) {
        return value < 0 ? null : value;
    }
}

package dev.sonde.agent.exchange;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.batch.ExchangeRow;
import dev.sonde.agent.connection.Connection;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.loss.LossLedger;
import dev.sonde.protocol.v1.ExchangeFlag;

/**
 * Where finished rows go: into the batch, or only into counts when the governor or a slow client leave no room for rows.
 * Owned by the drain thread.
 */
public final class RowOutlet {
    /** Size of a batch beyond which exchanges are dropped, because the client does not take batches. */
    static final int MAX_BYTES = 1 << 20;

    private final BatchBuilder batch;
    private final Aggregator aggregator;
    private final LossLedger losses;
    private final Scope scope;
    private boolean countOnly;
    private long seen;

    /** Knows what was asked for. */
    public interface Scope {
        /**
         * Whether exchanges of a connection were asked for; those that were not are dropped and are no loss.
         *
         * @param exchanges how many there are, for the books
         * @param timeNanos when they were
         */
        boolean includes(Connection connection, long exchanges, long timeNanos);

        /** Whether a connection was asked for. */
        boolean includes(Connection connection);
    }

    /** Makes an outlet that sends rows. */
    public RowOutlet(BatchBuilder batch, Aggregator aggregator, LossLedger losses, Scope scope) {
        this.scope = scope;
        this.batch = batch;
        this.aggregator = aggregator;
        this.losses = losses;
    }

    /** Says whether exchanges are only counted from here on. */
    public void countOnly(boolean only) {
        countOnly = only;
    }

    /** How many exchanges were handed over in all. */
    public long seen() {
        return seen;
    }

    /** Whether what is seen of a connection was asked for. */
    boolean asksFor(Flow flow) {
        return scope.includes(flow.end.connection());
    }

    /** Counts exchanges that the kernel counted and did not send. */
    void unseen(Connection connection, Role end, long count, long timeNanos) {
        if (!scope.includes(connection, count, timeNanos)) {
            return;
        }
        seen += count;
        aggregator.addUnseen(
                connection,
                end == Role.SERVER ? ExchangeFlag.AT_SERVER_VALUE : ExchangeFlag.AT_CLIENT_VALUE,
                count,
                timeNanos);
        losses.count("shed", "exchanges", "counted without endpoint and status", count, timeNanos);
    }

    void send(Connection connection, ExchangeRow row) {
        if (!scope.includes(connection, 1, row.startNanos)) {
            return;
        }
        seen++;
        if (countOnly) {
            aggregator.add(connection, row);
        } else if (batch.exchangeBytes() < MAX_BYTES) {
            batch.add(row);
        } else {
            losses.count("stream_backlog", "exchanges", "", 1, row.startNanos);
        }
    }
}

package dev.sonde.agent.exchange;

import dev.sonde.agent.batch.BatchBuilder;
import dev.sonde.agent.batch.ExchangeRow;
import dev.sonde.agent.connection.Connection;
import dev.sonde.agent.connection.Role;
import dev.sonde.agent.loss.LossLedger;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.util.function.Predicate;

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
    private final Predicate<Connection> scope;
    private boolean countOnly;
    private long seen;

    /**
     * Makes an outlet that sends rows.
     *
     * @param scope whether exchanges of a connection were asked for; what was not is dropped and is no loss
     */
    public RowOutlet(BatchBuilder batch, Aggregator aggregator, LossLedger losses, Predicate<Connection> scope) {
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

    /** Counts exchanges that the kernel counted and did not send. */
    void unseen(Connection connection, Role end, long count, long timeNanos) {
        if (!scope.test(connection)) {
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
        if (!scope.test(connection)) {
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

package dev.sonde.agent.exchange;

import dev.sonde.agent.batch.ExchangeRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row that waits for the other end's sight, in a list of all that wait and in one of its connection. */
final class WaitingRow {
    final ExchangeRow row = new ExchangeRow();
    long deadlineNanos;

    @Nullable
    Flow flow;

    @Nullable
    WaitingRow older;

    @Nullable
    WaitingRow newer;

    @Nullable
    WaitingRow nextOfFlow;

    void detail(byte[] bytes, int length) {
        if (row.detail.length < length) {
            row.detail = Arrays.copyOf(bytes, Math.max(64, length));
        } else {
            System.arraycopy(bytes, 0, row.detail, 0, length);
        }
        row.detailLength = length;
    }
}

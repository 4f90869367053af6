package dev.sonde.ui.number;

import dev.sonde.core.store.Labels;
import dev.sonde.core.table.ExchangeRow;
import org.jspecify.annotations.Nullable;

/** How a request ended, in words. */
public final class Statuses {
    private Statuses() {}

    /** The status of a request, and whether it failed. */
    public static String of(ExchangeRow row) {
        return text(row.protocol(), row.status(), row.durationNanos() != null) + (row.error() ? ", failed" : "");
    }

    /** A status as its protocol has it; a long response whose end was not read has been seen all the same. */
    static String text(String protocol, @Nullable Integer status, boolean answered) {
        if (status == null) {
            return answered ? "not known, the response was not read to its end" : "no response was seen";
        }
        return known(protocol, status);
    }

    /** The status alone, where there is little room; {@code –} where it is not known. */
    public static String brief(ExchangeRow row) {
        Integer status = row.status();
        return status == null ? "–" : known(row.protocol(), status);
    }

    private static String known(String protocol, int status) {
        return protocol.equals(Labels.MYSQL) && status == 0 ? "ok" : Integer.toString(status);
    }
}

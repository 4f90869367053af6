package dev.sonde.ui.tip;

import dev.sonde.core.table.ExchangeRow;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Sizes;
import dev.sonde.ui.number.Statuses;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a tooltip says of one request. No display needed. */
public final class ExchangeTip {
    private ExchangeTip() {}

    /** In full, with what each end saw; {@code next} is the next gesture. */
    public static Tip of(ExchangeRow row, Clocks clocks, String next) {
        Long rows = row.resultRows();
        return Tip.of(row.summary())
                .and("from, to", row.client().name() + " → " + row.server().name())
                .and("status", Statuses.of(row))
                .and("at the client", duration(row.clientDurationNanos()))
                .and("at the server", duration(row.serverDurationNanos()))
                .and("network and queues", duration(row.networkNanos()))
                .and(
                        "sizes",
                        Sizes.textOrDash(row.requestBytes()) + " asked, " + Sizes.textOrDash(row.responseBytes())
                                + " answered")
                .and("rows", Optional.ofNullable(rows).map(Counts::text))
                .and("began", clocks.millis(row.startNanos()))
                .then(next);
    }

    private static Optional<String> duration(@Nullable Long nanos) {
        return Optional.ofNullable(nanos).map(known -> Durations.text((double) known));
    }
}

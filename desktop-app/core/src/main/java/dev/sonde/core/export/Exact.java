package dev.sonde.core.export;

import dev.sonde.core.table.ColumnType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of a table as programs read them. */
public final class Exact {
    private static final DateTimeFormatter RFC3339 = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Exact() {}

    /** A moment as RFC 3339 with nanoseconds, everything else as it is. */
    static @Nullable Object value(ColumnType type, @Nullable Object value) {
        return type == ColumnType.TIME && value instanceof Long nanos ? moment(nanos) : value;
    }

    /** A moment in full, as RFC 3339 with nanoseconds. */
    public static String moment(long unixNanos) {
        return RFC3339.format(Instant.ofEpochSecond(
                Math.floorDiv(unixNanos, 1_000_000_000L), Math.floorMod(unixNanos, 1_000_000_000L)));
    }
}

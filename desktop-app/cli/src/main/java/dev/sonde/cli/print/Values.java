package dev.sonde.cli.print;

import dev.sonde.core.table.ColumnType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of a table as people read them. */
public final class Values {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Values() {}

    private static Instant instant(long unixNanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(unixNanos, 1_000_000_000L), Math.floorMod(unixNanos, 1_000_000_000L));
    }

    /** The value for people: units that fit, a dash for what is not known. */
    public static String readable(ColumnType type, @Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case Long n when type == ColumnType.NANOS -> duration(n);
            case Long n when type == ColumnType.BYTES -> bytes(n);
            case Long n when type == ColumnType.TIME -> CLOCK.format(instant(n));
            case Double d when type == ColumnType.RATIO -> String.format(Locale.ROOT, "%.2f %%", d * 100);
            case Double d -> String.format(Locale.ROOT, Math.abs(d) < 10 ? "%.2f" : "%.1f", d);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(e -> e.getKey() + ":" + e.getValue())
                        .collect(Collectors.joining(" "));
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    /** A duration with three significant digits. */
    public static String duration(long nanos) {
        if (Math.abs(nanos) < 1_000) {
            return nanos + " ns";
        }
        String[] units = {"µs", "ms", "s"};
        double value = nanos / 1e3;
        int unit = 0;
        while (unit < 2 && Math.abs(value) >= 999.5) {
            value /= 1e3;
            unit++;
        }
        return digits(value) + " " + units[unit];
    }

    /** A size with three significant digits. */
    public static String bytes(long bytes) {
        if (Math.abs(bytes) < 1024) {
            return bytes + " B";
        }
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        double value = bytes / 1024.0;
        int unit = 0;
        while (unit < 3 && Math.abs(value) >= 1000) {
            value /= 1024;
            unit++;
        }
        return digits(value) + " " + units[unit];
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        String form = size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, form, value);
    }
}

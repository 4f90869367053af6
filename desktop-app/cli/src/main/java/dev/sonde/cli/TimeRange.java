package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.time.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --from} and {@code --to}: RFC 3339, or {@code +5s} from the start, or {@code -5s} from the end. */
final class TimeRange {
    private TimeRange() {}

    /**
     * The window these name within what there is.
     *
     * @throws SondeException SD-3103 if one can't be read, SD-3104 if it ends before it begins
     */
    static Window of(@Nullable String from, @Nullable String to, Window extent) {
        if (from == null && to == null) {
            return Window.ALL;
        }
        long begin = from == null ? Long.MIN_VALUE : moment("--from", from, extent);
        long end = to == null ? Long.MAX_VALUE : moment("--to", to, extent);
        if (end < begin) {
            throw new SondeException("SD-3104", "--to lies before --from", "", "Exchange them.");
        }
        return new Window(begin, end);
    }

    /**
     * The window that one option names as {@code FROM..TO}, or null where it is not given.
     *
     * @throws SondeException SD-3103 if it can't be read, SD-3104 if it ends before it begins
     */
    static @Nullable Window named(String option, @Nullable String range, Window extent) {
        if (range == null) {
            return null;
        }
        int dots = range.indexOf("..");
        if (dots < 0) {
            throw new SondeException(
                    "SD-3103",
                    option + " " + range + " is no range",
                    "",
                    "Write +0s..+14s, or two moments with .. between.");
        }
        long begin = moment(option, range.substring(0, dots), extent);
        long end = moment(option, range.substring(dots + 2), extent);
        if (end < begin) {
            throw new SondeException("SD-3104", option + " ends before it begins", "", "Exchange its ends.");
        }
        return new Window(begin, end);
    }

    private static long moment(String option, String text, Window extent) {
        try {
            if (text.startsWith("+")) {
                return extent.shift(duration(text).toNanos()).fromNanos();
            }
            if (text.startsWith("-")) {
                return extent.shift(-duration(text).toNanos()).toNanos();
            }
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeParseException | TypeConversionException | ArithmeticException e) {
            throw new SondeException(
                    "SD-3103",
                    option + " " + text + " is no moment",
                    "",
                    "Write 2026-01-31T12:00:00Z, +5s from the start, or -5s from the end.",
                    e);
        }
    }

    private static Duration duration(String text) {
        return new Durations().convert(text.substring(1));
    }
}

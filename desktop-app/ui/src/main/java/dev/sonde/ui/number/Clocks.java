package dev.sonde.ui.number;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Clock times in a zone, 24 hours.
 *
 * @param zone whose time it is
 */
public record Clocks(ZoneId zone) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);

    /** Clocks of the zone of this machine. */
    public static Clocks system() {
        return new Clocks(ZoneId.systemDefault());
    }

    /** For example {@code 14:02}. */
    public String minutes(long unixNanos) {
        return MINUTES.format(at(unixNanos));
    }

    /** For example {@code 14:02:00}. */
    public String seconds(long unixNanos) {
        return SECONDS.format(at(unixNanos));
    }

    /** For example {@code 14:10:20.701}. */
    public String millis(long unixNanos) {
        return MILLIS.format(at(unixNanos));
    }

    /** For example {@code Thu 19 Nov 2026, UTC+1}. */
    public String date(long unixNanos) {
        ZonedDateTime time = at(unixNanos);
        return DATE.format(time) + ", UTC" + offset(time.getOffset().getTotalSeconds() / 60);
    }

    /** For example {@code 19 Nov 2026 14:02}. */
    public String dayAndMinutes(long unixNanos) {
        return DAY.format(at(unixNanos));
    }

    /** A range of time as short as it can be: {@code 14:06–14:12}, with seconds where the range needs them. */
    public String range(long fromNanos, long toNanos) {
        boolean coarse = toNanos - fromNanos >= 600_000_000_000L;
        return coarse ? minutes(fromNanos) + "–" + minutes(toNanos) : seconds(fromNanos) + "–" + seconds(toNanos);
    }

    /** The label of a tick, as exact as the step between ticks asks for. */
    public String tick(long unixNanos, long stepNanos) {
        if (stepNanos >= 60_000_000_000L) {
            return minutes(unixNanos);
        }
        return stepNanos >= 1_000_000_000L
                ? seconds(unixNanos)
                : millis(unixNanos).substring(3);
    }

    /** Nanoseconds to add to Unix time so that ticks fall on whole local hours. */
    public long offsetNanos(long unixNanos) {
        return at(unixNanos).getOffset().getTotalSeconds() * 1_000_000_000L;
    }

    private ZonedDateTime at(long unixNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(unixNanos, 1_000_000_000L), Math.floorMod(unixNanos, 1_000_000_000L))
                .atZone(zone);
    }

    private static String offset(int minutes) {
        if (minutes == 0) {
            return "";
        }
        String sign = minutes < 0 ? Digits.MINUS : "+";
        int size = Math.abs(minutes);
        return sign + size / 60 + (size % 60 == 0 ? "" : ":" + String.format(Locale.ROOT, "%02d", size % 60));
    }
}

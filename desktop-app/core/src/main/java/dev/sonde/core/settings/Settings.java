package dev.sonde.core.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the user has set.
 *
 * @param theme name of a theme, or {@link #SYSTEM}
 * @param size how large things are
 * @param motion whether things move
 * @param time how the clock is read
 * @param recordings the folder that recordings go to, or empty for the custom of the system
 * @param tour whether the demo shows its tour
 */
public record Settings(String theme, Size size, Motion motion, Time time, Optional<Path> recordings, boolean tour) {
    /** The theme that follows the desktop. */
    public static final String SYSTEM = "system";

    /** The smallest scale. */
    public static final int LEAST_SCALE_PERCENT = 100;

    /** The largest scale. */
    public static final int MOST_SCALE_PERCENT = 200;

    /** What holds where nothing was set. */
    public static final Settings DEFAULT = new Settings(
            "dark", new Size(OptionalInt.empty(), Density.USUAL), Motion.SYSTEM, Time.LOCAL, Optional.empty(), true);

    /**
     * How large things are.
     *
     * @param scalePercent everything, or empty for as large as the desktop has it
     * @param density how close rows are to each other
     */
    public record Size(OptionalInt scalePercent, Density density) {}

    /** How close rows of tables are to each other. */
    public enum Density {
        /** More of them are in sight. */
        COMPACT,
        /** Neither. */
        USUAL,
        /** Easier to hit and to read. */
        ROOMY
    }

    /** Whether things move when they change. */
    public enum Motion {
        /** As the desktop has it. */
        SYSTEM,
        /** They do. */
        FULL,
        /** They don't. */
        REDUCED
    }

    /** Which clock is read. */
    public enum Time {
        /** That of the zone of this machine. */
        LOCAL,
        /** Coordinated universal time. */
        UTC
    }

    /** With another theme. */
    public Settings withTheme(String other) {
        return new Settings(other, size, motion, time, recordings, tour);
    }

    /** With another scale, or that of the desktop. */
    public Settings withScale(OptionalInt percent) {
        return new Settings(theme, new Size(percent, size.density()), motion, time, recordings, tour);
    }

    /** With rows closer to each other, or less close. */
    public Settings withDensity(Density other) {
        return new Settings(theme, new Size(size.scalePercent(), other), motion, time, recordings, tour);
    }

    /** With more or less motion. */
    public Settings withMotion(Motion other) {
        return new Settings(theme, size, other, time, recordings, tour);
    }

    /** With another clock. */
    public Settings withTime(Time other) {
        return new Settings(theme, size, motion, other, recordings, tour);
    }

    /** With another folder of recordings. */
    public Settings withRecordings(Optional<Path> folder) {
        return new Settings(theme, size, motion, time, folder, tour);
    }

    /** With or without the tour of the demo. */
    public Settings withTour(boolean shown) {
        return new Settings(theme, size, motion, time, recordings, shown);
    }
}

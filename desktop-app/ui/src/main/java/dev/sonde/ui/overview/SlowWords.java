package dev.sonde.ui.overview;

import dev.sonde.core.change.Slowness;
import dev.sonde.ui.number.Durations;

/** Says which calls are slow, and who says so. */
final class SlowWords {
    private SlowWords() {}

    /** In a few words, for a head. */
    static String of(Slowness slowness) {
        return switch (slowness.origin()) {
            case DEFAULT, SETTING -> "over " + Durations.axis((double) slowness.nanos());
            case FILTER -> "over " + Durations.axis((double) slowness.nanos()) + ", as filtered";
            case BASELINE -> "over 2× p99 of B";
        };
    }

    /** In a sentence. */
    static String sentence(Slowness slowness) {
        return switch (slowness.origin()) {
            case DEFAULT ->
                "Slow is what takes " + Durations.axis((double) slowness.nanos())
                        + " or longer, until there is a baseline or a latency: term in the filter.";
            case SETTING -> "Slow is what takes " + Durations.axis((double) slowness.nanos()) + " or longer.";
            case FILTER ->
                "Slow is what takes " + Durations.axis((double) slowness.nanos()) + " or longer: the filter says so.";
            case BASELINE -> "Slow is what takes over twice the p99 that its endpoint had in B.";
        };
    }
}

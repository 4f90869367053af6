package dev.sonde.core.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trait that slow or failed calls share more than the other calls of A, and more than in B.
 *
 * @param target which calls share it
 * @param trait what they share
 * @param same other traits that nearly the same calls share
 * @param proof in figures
 * @param latency of the calls that have the trait
 * @param onsetNanos since when, in Unix nanoseconds
 */
public record Change(Target target, Trait trait, List<Trait> same, Proof proof, Latency latency, long onsetNanos) {
    /** Copies the traits. */
    public Change {
        same = List.copyOf(same);
    }

    /**
     * How the trait and the calls of interest meet.
     *
     * @param a in window A
     * @param b in the baseline, or null without one
     * @param lift how many times more often calls of interest have the trait than all calls do
     * @param leastRatio what the risk with the trait is at least of that without it, at three standard deviations
     */
    public record Proof(Counts a, @Nullable Counts b, double lift, double leastRatio) {}

    /**
     * Calls of one window.
     *
     * @param bad calls of interest that have the trait
     * @param badAll all calls of interest
     * @param calls calls that have the trait
     * @param callsAll all calls
     */
    public record Counts(long bad, long badAll, long calls, long callsAll) {
        /** Share of the calls of interest that have the trait. */
        public double shareOfBad() {
            return badAll == 0 ? 0 : (double) bad / badAll;
        }

        /** Share of all calls that have the trait. */
        public double shareOfAll() {
            return callsAll == 0 ? 0 : (double) calls / callsAll;
        }

        /** Share of the calls with the trait that are of interest. */
        public double risk() {
            return calls == 0 ? 0 : (double) bad / calls;
        }
    }

    /** 50th and 99th percentiles in A and in B, in nanoseconds; null where nothing was timed. */
    public record Latency(
            @Nullable Long p50A,
            @Nullable Long p99A,
            @Nullable Long p50B,
            @Nullable Long p99B) {}
}

package dev.sonde.ui.overview;

import dev.sonde.core.backing.ServiceBacking;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Counts;

/** Puts into words that nobody stands behind a Service. */
final class BackingWords {
    private BackingWords() {}

    /** For example {@code No pod is ready behind it since 14:02:10: none of 3 pods with app=web}. */
    static String sentence(ServiceBacking service, Clocks clocks) {
        ServiceBacking.Endpoints endpoints = service.endpoints();
        if (endpoints == null) {
            return "";
        }
        Long since = endpoints.noneSinceNanos();
        Long until = endpoints.noneUntilNanos();
        if (since != null && until != null) {
            return "No pod was ready behind it from " + clocks.seconds(since) + " to " + clocks.seconds(until);
        }
        String when = since == null ? ", as long as it was watched" : " since " + clocks.seconds(since);
        String why = endpoints.all() == 0
                ? "none that runs has " + service.selector()
                : "none of " + Counts.of(endpoints.all(), "pod") + " with " + service.selector();
        return "No pod is ready behind it" + when + ": " + why;
    }
}

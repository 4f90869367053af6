package dev.sonde.ui.overview;

import dev.sonde.core.use.ContainerLoad;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Cores;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.number.Sizes;
import java.util.ArrayList;
import java.util.List;

/** Puts into words what troubles a container. */
final class LoadWords {
    private LoadWords() {}

    /** Which it is: its pod, and its own name where that says more. */
    static String name(ContainerLoad.Place place) {
        boolean same = place.pod().startsWith(place.container());
        return same ? place.pod() : place.pod() + " / " + place.container();
    }

    /** For example {@code CPU limit reached since 14:02:10: in A it used 0.43 cores of 0.50 cores and was throttled 98.2 % of the time}. */
    static String sentence(ContainerLoad load, Clocks clocks) {
        List<String> parts = new ArrayList<>();
        ContainerLoad.Cpu cpu = load.cpu();
        if (load.isThrottled() && cpu != null && cpu.throttled() != null && cpu.limitCores() != null) {
            String since = cpu.sinceNanos() == null ? "" : " since " + clocks.seconds(cpu.sinceNanos());
            parts.add("CPU limit reached" + since + ": in A it used " + Cores.text(cpu.cores()) + " of "
                    + Cores.text(cpu.limitCores()) + " and was throttled " + Shares.text(cpu.throttled())
                    + " of the time");
        }
        ContainerLoad.Memory memory = load.memory();
        if (load.isShortOfMemory() && memory != null) {
            parts.add("Memory: " + Sizes.text(memory.peakBytes()) + " of its limit of "
                    + Sizes.textOrDash(memory.limitBytes()));
        }
        if (load.hasEnded()) {
            parts.add(ended(load.life(), clocks));
        }
        return String.join(". ", parts);
    }

    private static String ended(ContainerLoad.Life life, Clocks clocks) {
        if (life.restarts() == 0 && life.ended().isEmpty() && !life.waiting().isEmpty()) {
            return "Does not start: " + life.waiting();
        }
        String why = life.ended().isEmpty() ? "" : ", ended by " + life.ended();
        String waits = life.waiting().isEmpty() ? "" : ", now " + life.waiting();
        String when = life.restartedNanos() == null ? "" : " at " + clocks.seconds(life.restartedNanos());
        return "Started again " + Counts.of(life.restarts(), "time") + when + why + waits;
    }
}

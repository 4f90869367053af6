package dev.sonde.core.cluster.link;

import dev.sonde.core.source.AgentState.Milestone;
import dev.sonde.core.time.UnixNanos;
import java.util.ArrayList;
import java.util.List;

/** What was passed on the way to a live agent, and when: where the time of a start goes. Safe on any thread. */
final class Way {
    private final List<Milestone> passed;

    /** Goes on from what was passed before. */
    Way(List<Milestone> before) {
        passed = new ArrayList<>(before);
    }

    /** This is passed now; the first time counts. */
    void pass(String what) {
        pass(what, UnixNanos.now());
    }

    /** The same for what was passed before. */
    synchronized void pass(String what, long unixNanos) {
        if (passed.stream().noneMatch(milestone -> milestone.what().equals(what))) {
            passed.add(new Milestone(what, unixNanos));
        }
    }

    synchronized List<Milestone> passed() {
        return List.copyOf(passed);
    }
}

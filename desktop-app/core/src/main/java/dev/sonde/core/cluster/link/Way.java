package dev.sonde.core.cluster.link;

import dev.sonde.core.source.AgentState.Milestone;
import java.time.Instant;
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
    synchronized void pass(String what) {
        if (passed.stream().noneMatch(milestone -> milestone.what().equals(what))) {
            Instant now = Instant.now();
            passed.add(new Milestone(what, now.getEpochSecond() * 1_000_000_000L + now.getNano()));
        }
    }

    synchronized List<Milestone> passed() {
        return List.copyOf(passed);
    }
}

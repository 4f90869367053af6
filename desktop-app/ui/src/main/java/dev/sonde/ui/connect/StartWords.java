package dev.sonde.ui.connect;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.ui.connect.Foot.Fact;
import dev.sonde.ui.number.Counts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a start in a cluster does, in words. */
final class StartWords {
    private StartWords() {}

    /** What the button says. */
    static String title(@Nullable InjectionPlan plan) {
        return plan == null
                ? "Start"
                : "Start " + Counts.of(plan.agents().size(), "agent") + " in "
                        + plan.scope().words();
    }

    /** Where no pod of a node has room, its agent has one of its own. */
    private static String pods(InjectionPlan plan) {
        long own = plan.agents().stream()
                .filter(agent -> agent.form() == AgentForm.DEBUG_POD)
                .count();
        return own == 0 ? "" : own == 1 ? ", 1 in a pod of its own" : ", " + own + " in pods of their own";
    }

    /** What it means. */
    static List<Fact> facts(@Nullable InjectionPlan plan) {
        if (plan == null) {
            return List.of(new Fact("Agents", "none yet"), new Fact("Data", "stays on this computer"));
        }
        boolean perPod = plan.options().form() == AgentForm.POD;
        int agents = plan.agents().size();
        return List.of(
                new Fact("Agents", agents + (perPod ? ", one in each pod" : ", one on each node" + pods(plan))),
                new Fact("Watched", Counts.of(plan.pods().size(), "pod")),
                new Fact("CPU", "0.1 core each at most"),
                new Fact("Memory", "some 70 MiB each"),
                new Fact("Ends", "with the session, or 30 s after it is lost"),
                new Fact("Data", "stays on this computer"));
    }
}

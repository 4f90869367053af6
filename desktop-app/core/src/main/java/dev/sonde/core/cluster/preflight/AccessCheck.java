package dev.sonde.core.cluster.preflight;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.preflight.PreflightFinding.Check;
import dev.sonde.core.cluster.preflight.PreflightFinding.State;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asks for exactly the rights that are used. */
final class AccessCheck {
    private static final String RBAC = "Ask for the rights in docs/rbac.yaml.";

    private AccessCheck() {}

    static PreflightFinding read(ClusterApi api, Set<String> namespaces) {
        List<String> missing = new ArrayList<>();
        List<String> narrow = new ArrayList<>();
        for (Verb verb : Verb.READ) {
            if (verb.isAllowed(api, "")) {
                continue;
            }
            boolean here = !verb.isClusterWide()
                    && !namespaces.isEmpty()
                    && namespaces.stream().allMatch(namespace -> verb.isAllowed(api, namespace));
            (here ? narrow : missing).add(verb.words());
        }
        int all = Verb.READ.size();
        String detail = (all - missing.size()) + " of " + all + " verbs";
        if (missing.contains("list pods")) {
            return new PreflightFinding(
                    Check.READ_ACCESS,
                    State.BLOCKED,
                    "Without the right to list pods nothing can be chosen or named. Missing: "
                            + String.join(", ", missing) + ".",
                    detail,
                    RBAC);
        }
        if (!missing.isEmpty()) {
            return new PreflightFinding(
                    Check.READ_ACCESS,
                    State.TO_KNOW,
                    "Some of what is seen will have no name, or only an address. Missing: " + String.join(", ", missing)
                            + ".",
                    detail,
                    RBAC);
        }
        if (!narrow.isEmpty()) {
            return new PreflightFinding(
                    Check.READ_ACCESS,
                    State.TO_KNOW,
                    "Only in " + String.join(", ", namespaces) + ": peers in other namespaces stay addresses.",
                    detail,
                    RBAC);
        }
        return new PreflightFinding(
                Check.READ_ACCESS,
                State.PASS,
                "Lists and watches pods, services, nodes and events, so that Sonde can name what it sees.",
                detail,
                "");
    }

    static PreflightFinding inject(ClusterApi api, InjectionPlan plan) {
        Set<String> namespaces = new LinkedHashSet<>();
        Set<AgentForm> forms = new LinkedHashSet<>();
        plan.agents().forEach(agent -> {
            namespaces.add(agent.place().namespace());
            forms.add(agent.form());
        });
        Set<Verb> verbs = new LinkedHashSet<>();
        forms.forEach(form -> verbs.addAll(Verb.inject(form)));
        List<String> missing = new ArrayList<>();
        for (String namespace : namespaces) {
            for (Verb verb : verbs) {
                if (!verb.isAllowed(api, namespace)) {
                    missing.add(verb.words() + " in " + namespace);
                }
            }
        }
        if (!missing.isEmpty()) {
            return new PreflightFinding(
                    Check.INJECT_ACCESS,
                    State.BLOCKED,
                    "This user may not put agents in. Missing: " + String.join(", ", missing) + ".",
                    missing.size() + " missing",
                    RBAC);
        }
        return new PreflightFinding(
                Check.INJECT_ACCESS,
                State.PASS,
                "Puts the agents in, hears on their log that they are ready, and streams over a port-forward.",
                String.join(", ", namespaces) + " only",
                "");
    }
}

package dev.sonde.core.cluster.preflight;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.preflight.PreflightFinding.Check;
import dev.sonde.core.cluster.preflight.PreflightFinding.State;
import dev.sonde.core.error.SondeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks for exactly the rights that are used. */
public final class AccessCheck {
    private static final String RBAC = "Ask for the rights in docs/rbac.yaml.";

    /** So many namespaces are asked about before agents are put in without a pre-flight; what lies in others is found out by doing. */
    static final int MOST_ASKED = 10;

    private AccessCheck() {}

    static PreflightFinding read(ClusterApi api, Set<String> namespaces) {
        List<String> missing = new ArrayList<>();
        List<Verb> unnamed = new ArrayList<>();
        List<String> narrow = new ArrayList<>();
        for (Verb verb : new Rights(api).refused(Verb.READ, "")) {
            boolean here = !verb.isClusterWide()
                    && !namespaces.isEmpty()
                    && namespaces.stream().allMatch(namespace -> verb.isAllowed(api, namespace));
            (here ? narrow : missing).add(verb.words());
            if (!here) {
                unnamed.add(verb);
            }
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
                    "Some of what is seen will have no name, or only an address. Missing: " + meant(unnamed) + ".",
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

    /** {@code get pods/log (an agent can't be heard)}, one meaning for all verbs that share it. */
    private static String meant(List<Verb> verbs) {
        Map<String, String> byMeaning = new LinkedHashMap<>();
        verbs.forEach(verb -> byMeaning.merge(verb.without(), verb.words(), (one, other) -> one + ", " + other));
        return byMeaning.entrySet().stream()
                .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Whether this user may talk to agents in a namespace. */
    public static boolean mayForward(ClusterApi api, String namespace) {
        return Verb.FORWARD.isAllowed(api, namespace);
    }

    /**
     * Makes sure that a plan's agents can be put in and talked to, before any is.
     *
     * @throws SondeException if a right is missing
     */
    static void require(Rights rights, InjectionPlan plan) {
        PreflightFinding finding = inject(rights, plan, MOST_ASKED);
        if (finding.state() == State.BLOCKED) {
            throw new SondeException(
                    "SD-2312",
                    "Rights are missing in the cluster, so nothing was put in",
                    finding.meaning(),
                    finding.remedy());
        }
    }

    static PreflightFinding inject(ClusterApi api, InjectionPlan plan) {
        return inject(new Rights(api), plan, Integer.MAX_VALUE);
    }

    private static PreflightFinding inject(Rights rights, InjectionPlan plan, int mostNamespaces) {
        Set<String> namespaces = new LinkedHashSet<>();
        Set<AgentForm> forms = new LinkedHashSet<>();
        plan.agents().forEach(agent -> {
            namespaces.add(agent.place().namespace());
            forms.add(agent.form());
        });
        Set<Verb> verbs = new LinkedHashSet<>();
        forms.forEach(form -> verbs.addAll(Verb.inject(form)));
        List<String> missing = new ArrayList<>();
        for (String namespace : namespaces.stream().limit(mostNamespaces).toList()) {
            List<Verb> refused = rights.refused(verbs, namespace);
            if (!refused.isEmpty()) {
                missing.add("in " + namespace + " " + meant(refused));
            }
        }
        if (!missing.isEmpty()) {
            return new PreflightFinding(
                    Check.INJECT_ACCESS,
                    State.BLOCKED,
                    "This user may not put agents in. Missing: " + String.join("; ", missing) + ".",
                    missing.size() == 1 ? "missing in one namespace" : "missing in " + missing.size() + " namespaces",
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

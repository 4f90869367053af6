package dev.sonde.cli.doctor;

import dev.sonde.cli.doctor.Finding.State;
import dev.sonde.core.cluster.ClusterConnection;
import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.cluster.preflight.PreflightFinding;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.error.SondeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a cluster permits, and what Sonde left in the specs of its pods. Changes nothing. */
final class ClusterCheck {
    private static final int MOST_NAMED = 10;

    private ClusterCheck() {}

    static List<Finding> of(ClusterRequest request, boolean withWhatIsSent) {
        Kubeconfig kubeconfig = Kubeconfig.read(request.kubeconfig());
        List<Finding> findings = new ArrayList<>();
        kubeconfig.problems().forEach(problem -> findings.add(failed("kubeconfig", State.LIMITED, problem)));
        try (ClusterConnection cluster = ClusterConnection.open(kubeconfig, request.context())) {
            InjectionPlan plan = cluster.plan(request.scope(), request.options());
            findings.add(new Finding(
                    State.OK,
                    "scope",
                    request.scope().words() + ": " + plan.pods().size() + " pods, "
                            + plan.agents().size() + " agents ("
                            + plan.meaning() + ")",
                    ""));
            cluster.preflight(plan, finding -> findings.add(of(finding)));
            if (withWhatIsSent) {
                plan.agents()
                        .forEach(agent -> findings.add(new Finding(
                                State.OK, "would be sent", agent.manifest().strip(), "")));
            }
            ClusterTree tree = cluster.tree(request.scope().namespaces(), so -> {});
            findings.add(left(tree));
        } catch (SondeException e) {
            findings.add(failed("cluster", State.MISSING, e));
        }
        return findings;
    }

    private static Finding failed(String what, State state, SondeException e) {
        return new Finding(state, what, (e.code() + ": " + e.getMessage() + ". " + e.why()).strip(), e.remedy());
    }

    private static Finding of(PreflightFinding finding) {
        State state = switch (finding.state()) {
            case PASS -> State.OK;
            case TO_KNOW -> finding.remedy().isEmpty() ? State.OK : State.LIMITED;
            case BLOCKED -> State.MISSING;
        };
        return new Finding(
                state, finding.check().title(), finding.meaning() + " (" + finding.detail() + ")", finding.remedy());
    }

    private static Finding left(ClusterTree tree) {
        List<String> named = new ArrayList<>();
        int running = 0;
        for (PodInfo pod : tree.pods().toList()) {
            for (PodInfo.LeftContainer left : pod.inside().left()) {
                named.add(left.running() ? running++ : named.size(), words(pod, left));
            }
        }
        if (named.isEmpty()) {
            return new Finding(State.OK, "left in pod specs", "nothing", "");
        }
        return new Finding(
                running == 0 ? State.OK : State.LIMITED,
                "left in pod specs",
                named.size() + " containers, " + running + " of them running: "
                        + String.join(", ", named.subList(0, Math.min(MOST_NAMED, named.size())))
                        + (named.size() > MOST_NAMED ? ", …" : "")
                        + ". An ephemeral container can't be removed; it goes with its pod.",
                running == 0 ? "" : "Those that run belong to a session, or end within 30 s.");
    }

    /** Without what the kubelet says at length. */
    private static String words(PodInfo pod, PodInfo.LeftContainer left) {
        String state = Arrays.stream(left.state().split(": ", -1)).limit(2).collect(Collectors.joining(": "));
        return pod.path() + " " + left.name() + " (" + state + ")";
    }
}

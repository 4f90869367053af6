package dev.sonde.core.cluster.preflight;

import dev.sonde.core.cluster.api.ApiAnswer;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.api.Coming;
import dev.sonde.core.cluster.api.Reach;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.inject.InjectionPlanner;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.cluster.preflight.PreflightFinding.Check;
import dev.sonde.core.cluster.preflight.PreflightFinding.State;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.error.SondeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Looks at everything that could be in the way of a plan. Changes nothing: what would be sent is sent as a dry run. */
public final class Preflight {
    /** Pods of one workload are alike, so one of each is tried, and of many workloads these. */
    private static final int MOST_DRY_RUNS = 40;

    private final ClusterApi api;
    private final InjectionPlan plan;
    private final Consumer<PreflightFinding> found;
    private final List<PreflightFinding> findings = new ArrayList<>();

    private Preflight(ClusterApi api, InjectionPlan plan, Consumer<PreflightFinding> found) {
        this.api = api;
        this.plan = plan;
        this.found = found;
    }

    /** Looks, and tells each finding as it is made. */
    public static List<PreflightFinding> of(ClusterApi api, InjectionPlan plan, Consumer<PreflightFinding> found) {
        Preflight preflight = new Preflight(api, plan, found);
        preflight.look();
        return List.copyOf(preflight.findings);
    }

    private void look() {
        Reach reach = Reach.of(api);
        if (reach instanceof Reach.Silent(SondeException reason)) {
            add(new PreflightFinding(
                    Check.API_SERVER,
                    State.BLOCKED,
                    reason.getMessage() + ": " + reason.why(),
                    "no answer",
                    reason.remedy()));
            return;
        }
        if (reach instanceof Reach.Answers(String version, long latencyMillis)) {
            add(ServerVersion.finding(version, latencyMillis, plan));
        }
        add(AccessCheck.read(api, plan.scope().namespaces()));
        add(AccessCheck.inject(api, plan));
        add(podSecurity());
        NodeCheck nodes = new NodeCheck(api, plan);
        add(nodes.kernel());
        add(btf());
        add(capabilities());
        add(nodes.image());
        add(memory());
        add(residue());
    }

    private void add(PreflightFinding finding) {
        findings.add(finding);
        found.accept(finding);
    }

    private PreflightFinding podSecurity() {
        Map<String, PlannedAgent> distinct = new LinkedHashMap<>();
        Map<String, PodInfo> pods = new LinkedHashMap<>();
        plan.pods().forEach(pod -> pods.put(pod.uid(), pod));
        for (PlannedAgent agent : plan.agents()) {
            PodInfo pod = pods.get(agent.place().podUid());
            distinct.putIfAbsent(
                    agent.place().namespace() + " "
                            + (pod == null ? agent.place().node() : pod.workload()),
                    agent);
        }
        Map<PlannedAgent, Coming<ApiAnswer>> tried = new LinkedHashMap<>();
        distinct.values().stream().limit(MOST_DRY_RUNS).forEach(agent -> tried.put(agent, dryRun(agent)));
        int warned = 0;
        List<String> refused = new ArrayList<>();
        for (Map.Entry<PlannedAgent, Coming<ApiAnswer>> each : tried.entrySet()) {
            ApiAnswer answer = each.getValue().await();
            if (!answer.isDone()) {
                PlannedAgent.Place place = each.getKey().place();
                refused.add(place.namespace() + "/" + place.pod() + ": " + answer.message());
            }
            warned += answer.warnings().isEmpty() ? 0 : 1;
        }
        return security(tried.size(), warned, refused);
    }

    private Coming<ApiAnswer> dryRun(PlannedAgent agent) {
        String path = agent.path() + "?dryRun=All";
        return agent.method().equals("POST") ? api.postLater(path, agent.json()) : api.patchLater(path, agent.json());
    }

    private PreflightFinding security(int tried, int warned, List<String> refused) {
        if (!refused.isEmpty()) {
            return new PreflightFinding(
                    Check.POD_SECURITY,
                    State.BLOCKED,
                    "The API server refuses what would be sent: " + String.join("; ", refused),
                    refused.size() + " of " + tried + " refused",
                    "Agents need capabilities that the namespace's Pod Security level forbids. Ask for an exemption, or watch with"
                            + " --form debug-pod --debug-namespace N from a namespace N that admits privileged pods.");
        }
        if (warned > 0) {
            return new PreflightFinding(
                    Check.POD_SECURITY,
                    State.TO_KNOW,
                    "The agents are admitted; Pod Security warns, and may write an audit entry for each.",
                    warned + " warnings",
                    "");
        }
        return new PreflightFinding(
                Check.POD_SECURITY,
                State.PASS,
                "The API server would admit what is to be sent: asked by a dry run of the very text.",
                "dry run passed",
                "");
    }

    private PreflightFinding btf() {
        return new PreflightFinding(
                Check.BTF,
                State.TO_KNOW,
                "Whether a node's kernel has type data (/sys/kernel/btf/vmlinux) only the agent can tell; kernels of the common"
                        + " distributions have it since 2021.",
                "told by the agents",
                "");
    }

    private PreflightFinding capabilities() {
        PlannedAgent first = plan.agents().getFirst();
        if (NodeCheck.isPrivileged(first)) {
            return new PreflightFinding(
                    Check.CAPABILITIES,
                    State.TO_KNOW,
                    "Privileged: the agent could do anything on its node. It watches the pods of the scope through their"
                            + " cgroups, and names their processes. An agent in each pod needs BPF, NET_ADMIN and PERFMON only, and"
                            + " sees no processes.",
                    "privileged",
                    "");
        }
        return new PreflightFinding(
                Check.CAPABILITIES,
                State.PASS,
                "BPF, NET_ADMIN, PERFMON. Not privileged, no host mounts, no host network. "
                        + first.form().wouldAdd() + ".",
                "least set",
                "");
    }

    private PreflightFinding memory() {
        List<String> small = plan.agents().stream()
                .flatMap(agent -> plan.pods().stream()
                        .filter(pod -> pod.uid().equals(agent.place().podUid())))
                .filter(InjectionPlanner::isSmall)
                .map(pod -> pod.path() + " (" + (pod.inside().memoryLimitBytes() >> 20) + " MiB)")
                .toList();
        if (small.isEmpty()) {
            return new PreflightFinding(
                    Check.MEMORY,
                    State.PASS,
                    "An agent takes some 70 MiB, which count against its pod's limit."
                            + (ownPods() == 0 || plan.options().form() == AgentForm.DEBUG_POD
                                    ? ""
                                    : " Where no pod has so much room its agent gets a debug pod: on " + ownPods()
                                            + " of " + plan.nodes().size() + " nodes."),
                    "room enough",
                    "");
        }
        return new PreflightFinding(
                Check.MEMORY,
                State.TO_KNOW,
                "An agent takes some 70 MiB, which count against its pod's limit: " + String.join(", ", small)
                        + ". The kernel ends whichever process of the pod is largest when the limit is reached.",
                small.size() + " small",
                "Take a debug pod, which has no such limit.");
    }

    private long ownPods() {
        return plan.agents().stream()
                .filter(agent -> agent.form() == AgentForm.DEBUG_POD)
                .count();
    }

    private PreflightFinding residue() {
        long entries = plan.agents().stream()
                .filter(agent -> !agent.place().podUid().isEmpty())
                .count();
        if (entries == 0) {
            return new PreflightFinding(
                    Check.RESIDUE, State.PASS, "Debug pods are deleted with the session.", "nothing stays", "");
        }
        return new PreflightFinding(
                Check.RESIDUE,
                State.TO_KNOW,
                "An ephemeral container can't be deleted. It ends with the session, and stays listed as ended until its pod is"
                        + " replaced.",
                entries + (entries == 1 ? " entry stays" : " entries stay"),
                "");
    }
}

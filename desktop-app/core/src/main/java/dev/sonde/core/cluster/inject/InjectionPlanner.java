package dev.sonde.core.cluster.inject;

import dev.sonde.core.cluster.inject.PlannedAgent.Place;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.error.SondeException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which agents a scope needs, and writes down what is sent for each. Asks and changes nothing. */
public final class InjectionPlanner {
    /** Ports that no kernel gives to clients by itself (net.ipv4.ip_local_port_range), and few services use. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 9_000;
    private static final long SMALL_LIMIT_BYTES = 160L << 20;

    private final ClusterScope scope;
    private final InjectionOptions options;
    private final PlannedSession session;
    private final SecureRandom random = new SecureRandom();

    /** Plans for a scope. */
    public InjectionPlanner(ClusterScope scope, InjectionOptions options, PlannedSession session) {
        this.scope = scope;
        this.options = options;
        this.session = session;
    }

    /**
     * Plans all agents.
     *
     * @param pods pods that there are, of which those in scope are taken
     * @throws SondeException if no pod of the scope runs
     */
    public InjectionPlan plan(Collection<PodInfo> pods) {
        List<PodInfo> chosen =
                pods.stream().filter(scope::includes).filter(PodInfo::isRunning).toList();
        if (chosen.isEmpty()) {
            throw new SondeException(
                    "SD-2320",
                    "No pod of the scope runs: " + scope.words(),
                    "An agent goes into a pod that runs, or onto its node.",
                    "Choose another: --namespace, --workload, --pod, --node; kubectl get pods -A lists what runs.");
        }
        List<PlannedAgent> agents = new ArrayList<>();
        if (options.form() == AgentForm.POD) {
            chosen.forEach(pod -> agents.add(in(pod)));
        } else {
            byNode(chosen).forEach((node, there) -> agents.add(on(node, there)));
        }
        return new InjectionPlan(scope, chosen, agents, options, session);
    }

    private static Map<String, List<PodInfo>> byNode(List<PodInfo> pods) {
        Map<String, List<PodInfo>> nodes = new LinkedHashMap<>();
        pods.stream()
                .sorted(Comparator.comparing(PodInfo::node))
                .forEach(pod -> nodes.computeIfAbsent(pod.node(), n -> new ArrayList<>())
                        .add(pod));
        return nodes;
    }

    /** An agent in a pod, for this pod alone. */
    public PlannedAgent in(PodInfo pod) {
        return ephemeral(AgentForm.POD, pod);
    }

    /** An agent for a node, in the best of its pods, or in one of its own where none of them has room. */
    public PlannedAgent on(String node, List<PodInfo> there) {
        if (options.form() == AgentForm.DEBUG_POD) {
            return debugPod(node, there.getFirst().namespace());
        }
        return host(there, Set.of())
                .filter(pod -> !isSmall(pod) || !options.mayMakePods())
                .map(pod -> ephemeral(AgentForm.NODE, pod))
                .orElseGet(() -> debugPod(node, there.getFirst().namespace()));
    }

    /**
     * The pod of a node that is to hold its agent: one with room under its memory limit, and among those the oldest, which is
     * likely to stay.
     *
     * @param not uids of pods that were tried already
     */
    public static Optional<PodInfo> host(List<PodInfo> there, Set<String> not) {
        return there.stream()
                .filter(pod -> pod.isRunning() && !not.contains(pod.uid()))
                .min(Comparator.comparingInt((PodInfo pod) -> isSmall(pod) ? 1 : 0)
                        .thenComparingLong(pod -> pod.inside().createdUnixNanos())
                        .thenComparing(PodInfo::path));
    }

    /** Whether the agent would crowd a pod: its memory counts against the pod's limit. */
    public static boolean isSmall(PodInfo pod) {
        long limit = pod.inside().memoryLimitBytes();
        return limit > 0 && limit < SMALL_LIMIT_BYTES;
    }

    private PlannedAgent ephemeral(AgentForm form, PodInfo pod) {
        String name = "sonde-" + session.id() + "-" + PlannedSession.word();
        String path = "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name() + "/ephemeralcontainers";
        return new PlannedAgent(
                form,
                new Place(pod.namespace(), pod.name(), pod.uid(), pod.node()),
                name,
                "PATCH",
                path,
                AgentSpec.patch(form, name, options.image(), arguments(form)));
    }

    private PlannedAgent debugPod(String node, String beside) {
        String namespace = options.podNamespace().isEmpty() ? beside : options.podNamespace();
        String name = "sonde-" + session.id() + "-" + PlannedSession.word();
        return new PlannedAgent(
                AgentForm.DEBUG_POD,
                new Place(namespace, name, "", node),
                name,
                "POST",
                "/api/v1/namespaces/" + namespace + "/pods",
                AgentSpec.pod(name, node, options.image(), arguments(AgentForm.DEBUG_POD)));
    }

    private List<String> arguments(AgentForm form) {
        return List.of(
                "--listen",
                "127.0.0.1:" + (FIRST_PORT + random.nextInt(PORTS)),
                "--form",
                form == AgentForm.POD ? "tc" : "cgroup",
                "--client",
                session.workstation().text());
    }
}

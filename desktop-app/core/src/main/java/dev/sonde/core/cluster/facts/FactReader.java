package dev.sonde.core.cluster.facts;

import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.cluster.scope.PodReader;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads objects of the API as facts. */
final class FactReader {
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private FactReader() {}

    static Fact pod(Pod pod) {
        PodInfo info = PodReader.of(pod);
        Map<String, String> labels = info.labels();
        StringBuilder detail = new StringBuilder();
        add(detail, "revision", labels.getOrDefault("pod-template-hash", labels.get("controller-revision-hash")));
        add(detail, "version", labels.getOrDefault("app.kubernetes.io/version", labels.get("version")));
        add(detail, "image", pod.getSpec().getContainers().getFirst().getImage());
        int restarts = 0;
        List<String> containers = new ArrayList<>();
        for (ContainerStatus status : statuses(pod)) {
            restarts += status.getRestartCount() == null ? 0 : status.getRestartCount();
            String id = status.getContainerID();
            if (id != null) {
                containers.add(status.getName() + ":" + id.substring(id.lastIndexOf('/') + 1));
            }
        }
        add(detail, "restarts", Integer.toString(restarts));
        ended(detail, statuses(pod));
        add(detail, "containers", String.join(" ", containers));
        return new Fact(
                of("Pod", pod),
                info.node(),
                String.join(",", info.addresses()),
                info.workload().kind() + "/" + info.workload().name(),
                state(pod, info.phase()),
                detail.toString());
    }

    /** How the container ended that was the last to. */
    private static void ended(StringBuilder detail, List<ContainerStatus> statuses) {
        statuses.stream()
                .flatMap(status -> Stream.of(status.getState(), status.getLastState()))
                .filter(state -> state != null && state.getTerminated() != null)
                .map(ContainerState::getTerminated)
                .max(Comparator.comparing(end -> end.getFinishedAt() == null ? "" : end.getFinishedAt()))
                .ifPresent(end -> {
                    add(detail, "ended", end.getReason());
                    add(detail, "exit", String.valueOf(end.getExitCode()));
                });
    }

    /** The phase, or what is wrong with a container of it. */
    private static String state(Pod pod, String phase) {
        for (ContainerStatus status : statuses(pod)) {
            if (status.getState() != null && status.getState().getWaiting() != null) {
                String reason = status.getState().getWaiting().getReason();
                if (reason != null && !reason.equals("ContainerCreating") && !reason.equals("PodInitializing")) {
                    return reason;
                }
            }
        }
        boolean ready = statuses(pod).stream().allMatch(status -> Boolean.TRUE.equals(status.getReady()));
        return phase.equals("Running") && !ready ? "NotReady" : phase;
    }

    private static List<ContainerStatus> statuses(Pod pod) {
        List<ContainerStatus> statuses =
                pod.getStatus() == null ? null : pod.getStatus().getContainerStatuses();
        return statuses == null ? List.of() : statuses;
    }

    static Fact service(Service service) {
        List<String> addresses = service.getSpec().getClusterIPs();
        String ports = service.getSpec().getPorts() == null
                ? ""
                : service.getSpec().getPorts().stream()
                        .map(port -> port.getPort() + "/" + port.getProtocol())
                        .collect(Collectors.joining(" "));
        StringBuilder detail = new StringBuilder();
        add(detail, "type", service.getSpec().getType());
        add(detail, "ports", ports);
        String address = addresses == null
                ? ""
                : addresses.stream().filter(ip -> !ip.equals("None")).collect(Collectors.joining(","));
        return new Fact(of("Service", service), "", address, "", "", detail.toString());
    }

    static Fact endpoints(EndpointSlice slice) {
        List<String> ready = new ArrayList<>();
        int all = 0;
        if (slice.getEndpoints() != null) {
            for (var endpoint : slice.getEndpoints()) {
                all++;
                boolean isReady = endpoint.getConditions() == null
                        || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
                if (isReady && endpoint.getAddresses() != null) {
                    ready.addAll(endpoint.getAddresses());
                }
            }
        }
        Map<String, String> labels = slice.getMetadata().getLabels();
        String service = labels == null ? "" : labels.getOrDefault(SERVICE_LABEL, "");
        String ports = slice.getPorts() == null
                ? ""
                : slice.getPorts().stream()
                        .map(port -> port.getPort() + "/" + port.getProtocol())
                        .collect(Collectors.joining(" "));
        StringBuilder detail = new StringBuilder();
        add(detail, "ports", ports);
        return new Fact(
                of("EndpointSlice", slice),
                "",
                String.join(",", ready),
                service.isEmpty() ? "" : "Service/" + service,
                ready.size() + " of " + all + " ready",
                detail.toString());
    }

    static Fact node(Node node) {
        String addresses = node.getStatus().getAddresses() == null
                ? ""
                : node.getStatus().getAddresses().stream()
                        .filter(address -> address.getType().equals("InternalIP"))
                        .map(NodeAddress::getAddress)
                        .collect(Collectors.joining(","));
        String state = "Unknown";
        if (node.getStatus().getConditions() != null) {
            for (NodeCondition condition : node.getStatus().getConditions()) {
                if (condition.getType().equals("Ready")) {
                    state = condition.getStatus().equals("True") ? "Ready" : "NotReady";
                }
            }
        }
        StringBuilder detail = new StringBuilder();
        if (node.getStatus().getNodeInfo() != null) {
            add(detail, "kernel", node.getStatus().getNodeInfo().getKernelVersion());
            add(detail, "kubelet", node.getStatus().getNodeInfo().getKubeletVersion());
        }
        if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
            add(detail, "unschedulable", "true");
        }
        return new Fact(of("Node", node), node.getMetadata().getName(), addresses, "", state, detail.toString());
    }

    static Fact deployment(Deployment deployment) {
        Map<String, String> annotations = deployment.getMetadata().getAnnotations();
        StringBuilder detail = new StringBuilder();
        add(detail, "revision", annotations == null ? null : annotations.get(REVISION));
        add(
                detail,
                "image",
                deployment
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage());
        int wanted = deployment.getSpec().getReplicas() == null
                ? 1
                : deployment.getSpec().getReplicas();
        int updated = number(deployment.getStatus().getUpdatedReplicas());
        int ready = number(deployment.getStatus().getReadyReplicas());
        boolean rolling = updated < wanted || number(deployment.getStatus().getReplicas()) > updated;
        String state =
                rolling ? "Rolling out, " + updated + " of " + wanted + " updated" : ready + " of " + wanted + " ready";
        return new Fact(of("Deployment", deployment), "", "", "", state, detail.toString());
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    static Fact.Of of(String kind, HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return new Fact.Of(
                kind,
                namespace == null ? "" : namespace,
                object.getMetadata().getName(),
                object.getMetadata().getUid());
    }

    private static void add(StringBuilder detail, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            detail.append(detail.isEmpty() ? "" : ";").append(name).append('=').append(value);
        }
    }
}

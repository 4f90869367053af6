package dev.sonde.core.cluster.facts;

import dev.sonde.core.cluster.scope.PodContainers;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.cluster.scope.PodReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads objects of the API as facts. */
final class FactReader {
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private FactReader() {}

    static Fact pod(Pod pod) {
        return pod(PodReader.of(pod), PodReader.containers(pod));
    }

    static Fact pod(PodInfo pod, PodContainers containers) {
        StringBuilder detail = version(pod);
        add(detail, "image", containers.image());
        add(detail, "restarts", Integer.toString(containers.restarts()));
        containers.lastEnd().ifPresent(end -> {
            add(detail, "ended", end.reason());
            add(detail, "exit", String.valueOf(end.exitStatus()));
        });
        add(
                detail,
                "containers",
                containers.all().stream()
                        .filter(container -> !container.id().isEmpty())
                        .map(container -> container.name() + ":" + container.id())
                        .collect(Collectors.joining(" ")));
        add(
                detail,
                "lives",
                containers.all().stream()
                        .filter(container -> container.restarts() > 0 || isStuck(container))
                        .map(FactReader::life)
                        .collect(Collectors.joining(" ")));
        return pod(pod, state(pod, containers), detail.toString());
    }

    /** Name, restarts, how it ended and what it waits for. */
    private static String life(PodContainers.One container) {
        PodContainers.End end = container.end();
        return String.join(
                ":",
                container.name(),
                String.valueOf(container.restarts()),
                end == null ? "" : end.reason(),
                isStuck(container) ? container.waiting() : "");
    }

    /** Says whether it waits for what does not come by itself. */
    private static boolean isStuck(PodContainers.One container) {
        String waiting = container.waiting();
        return !waiting.isEmpty() && !waiting.equals("ContainerCreating") && !waiting.equals("PodInitializing");
    }

    /** Of a pod in another namespace than those that are watched: how it is called and where it is. */
    static Fact stranger(PodInfo pod) {
        return pod(pod, pod.phase(), version(pod).toString());
    }

    private static StringBuilder version(PodInfo pod) {
        Map<String, String> labels = pod.labels();
        StringBuilder detail = new StringBuilder();
        add(detail, "revision", labels.getOrDefault("pod-template-hash", labels.get("controller-revision-hash")));
        add(detail, "version", labels.getOrDefault("app.kubernetes.io/version", labels.get("version")));
        return detail;
    }

    private static Fact pod(PodInfo pod, String state, String detail) {
        return new Fact(
                new Fact.Of("Pod", pod.namespace(), pod.name(), pod.uid()),
                pod.node(),
                String.join(",", pod.addresses()),
                pod.workload().kind() + "/" + pod.workload().name(),
                state,
                detail);
    }

    /** The phase, or what is wrong with a container of it. */
    private static String state(PodInfo pod, PodContainers containers) {
        for (PodContainers.One container : containers.all()) {
            if (isStuck(container)) {
                return container.init() ? "Init:" + container.waiting() : container.waiting();
            }
        }
        return pod.phase().equals("Running") && !containers.areReady() ? "NotReady" : pod.phase();
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
        add(detail, "external_name", service.getSpec().getExternalName());
        if (service.getSpec().getSelector() != null) {
            add(
                    detail,
                    "selector",
                    new TreeMap<>(service.getSpec().getSelector())
                            .entrySet().stream()
                                    .map(label -> label.getKey() + "=" + label.getValue())
                                    .collect(Collectors.joining(",")));
        }
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
        add(detail, "family", slice.getAddressType());
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

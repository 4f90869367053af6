package dev.sonde.core.cluster.scope;

import dev.sonde.core.cluster.scope.PodInfo.LeftContainer;
import dev.sonde.core.time.UnixNanos;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads pods of the API. */
public final class PodReader {
    /** What the names of Sonde's containers begin with. */
    public static final String OURS = "sonde-";

    private PodReader() {}

    /** Takes what Sonde needs of a pod. */
    public static PodInfo of(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        String node = pod.getSpec().getNodeName();
        boolean host = Boolean.TRUE.equals(pod.getSpec().getHostNetwork());
        return new PodInfo(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                Owners.of(pod.getMetadata()),
                node == null ? "" : node,
                phase(pod),
                host ? List.of() : addresses(pod),
                labels == null ? Map.of() : labels,
                new PodInfo.Inside(
                        pod.getSpec().getContainers().stream()
                                .map(Container::getName)
                                .toList(),
                        memoryLimit(pod),
                        host,
                        unixNanos(pod.getMetadata().getCreationTimestamp()),
                        left(pod)));
    }

    /** The phase, or {@code Terminating} for a pod that is being deleted. */
    private static String phase(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return "Terminating";
        }
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return phase == null ? "Unknown" : phase;
    }

    private static List<String> addresses(Pod pod) {
        if (pod.getStatus() == null || pod.getStatus().getPodIPs() == null) {
            return List.of();
        }
        return pod.getStatus().getPodIPs().stream().map(PodIP::getIp).toList();
    }

    private static long memoryLimit(Pod pod) {
        long sum = 0;
        for (Container container : pod.getSpec().getContainers()) {
            Map<String, Quantity> limits = container.getResources() == null
                    ? null
                    : container.getResources().getLimits();
            Quantity limit = limits == null ? null : limits.get("memory");
            if (limit == null) {
                return 0;
            }
            sum += limit.getNumericalAmount().longValue();
        }
        return sum;
    }

    private static List<LeftContainer> left(Pod pod) {
        List<EphemeralContainer> all = pod.getSpec().getEphemeralContainers();
        List<LeftContainer> ours = new ArrayList<>();
        for (EphemeralContainer container : all == null ? List.<EphemeralContainer>of() : all) {
            if (container.getName().startsWith(OURS)) {
                ContainerState state = state(pod, container.getName());
                ours.add(new LeftContainer(
                        container.getName(), state != null && state.getRunning() != null, words(state)));
            }
        }
        return ours;
    }

    /** What its containers do. */
    public static PodContainers containers(Pod pod) {
        String image = pod.getSpec().getContainers().getFirst().getImage();
        List<PodContainers.One> all = new ArrayList<>();
        if (pod.getStatus() != null) {
            add(all, pod.getStatus().getInitContainerStatuses(), true);
            add(all, pod.getStatus().getContainerStatuses(), false);
        }
        return new PodContainers(image == null ? "" : image, all);
    }

    private static void add(List<PodContainers.One> all, @Nullable List<ContainerStatus> statuses, boolean init) {
        for (ContainerStatus status : statuses == null ? List.<ContainerStatus>of() : statuses) {
            ContainerState now = status.getState();
            String id = status.getContainerID() == null ? "" : status.getContainerID();
            String waiting = now == null || now.getWaiting() == null
                    ? ""
                    : now.getWaiting().getReason();
            all.add(new PodContainers.One(
                    status.getName(),
                    id.substring(id.lastIndexOf('/') + 1),
                    init,
                    status.getRestartCount() == null ? 0 : status.getRestartCount(),
                    Boolean.TRUE.equals(status.getReady()),
                    waiting == null ? "" : waiting,
                    PodContainers.End.later(end(now), end(status.getLastState()))));
        }
    }

    private static PodContainers.@Nullable End end(@Nullable ContainerState state) {
        ContainerStateTerminated end = state == null ? null : state.getTerminated();
        return end == null
                ? null
                : new PodContainers.End(
                        end.getReason() == null ? "" : end.getReason(),
                        end.getExitCode() == null ? 0 : end.getExitCode(),
                        unixNanos(end.getFinishedAt()));
    }

    /** How an ephemeral container is, or null when the kubelet has not said. */
    public static @Nullable ContainerState state(Pod pod, String container) {
        List<ContainerStatus> all =
                pod.getStatus() == null ? null : pod.getStatus().getEphemeralContainerStatuses();
        for (ContainerStatus status : all == null ? List.<ContainerStatus>of() : all) {
            if (status.getName().equals(container)) {
                return status.getState();
            }
        }
        return null;
    }

    /** A state in words: {@code running}, {@code ended: OOMKilled}, {@code waiting: ErrImagePull: …}. */
    public static String words(@Nullable ContainerState state) {
        if (state == null) {
            return "not started";
        }
        if (state.getRunning() != null) {
            return "running";
        }
        if (state.getTerminated() != null) {
            return "ended: " + state.getTerminated().getReason() + ", exit status "
                    + state.getTerminated().getExitCode();
        }
        if (state.getWaiting() == null) {
            return "not started";
        }
        String message = state.getWaiting().getMessage();
        return "waiting: " + state.getWaiting().getReason()
                + (message == null || message.isBlank() ? "" : ": " + message);
    }

    /** A time of the API in Unix nanoseconds, or 0. */
    public static long unixNanos(@Nullable String time) {
        if (time == null) {
            return 0;
        }
        try {
            return UnixNanos.of(Instant.parse(time));
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}

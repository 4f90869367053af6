package dev.sonde.core.cluster.scope;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What owns a pod in the end, told from the pod alone: controllers name what they make after themselves and a hash that they
 * also write into a label, so that nobody needs the right to read ReplicaSets and Jobs.
 */
final class Owners {
    private static final String TEMPLATE_HASH = "pod-template-hash";
    private static final String ROLLOUT_HASH = "rollouts-pod-template-hash";

    /** The controller of CronJobs appends the scheduled time in minutes. */
    private static final Pattern SCHEDULED = Pattern.compile("(.+)-(\\d{8,12})");

    /** A Job may wait for its turn, and its pods may be made anew: for so long a name tells of its CronJob. */
    private static final long LATEST_NANOS = TimeUnit.DAYS.toNanos(30);

    private final String namespace;
    private final String pod;
    private final Map<String, String> labels;
    private final long createdUnixNanos;

    /** Of a pod. */
    Owners(String namespace, String pod, Map<String, String> labels, long createdUnixNanos) {
        this.namespace = namespace;
        this.pod = pod;
        this.labels = labels;
        this.createdUnixNanos = createdUnixNanos;
    }

    /** What controls a pod. */
    record Owner(String kind, String name) {
        /** Nothing does. */
        static final Owner NONE = new Owner("", "");
    }

    static WorkloadRef of(ObjectMeta pod) {
        Map<String, String> labels = pod.getLabels() == null ? Map.of() : pod.getLabels();
        long created = PodReader.unixNanos(pod.getCreationTimestamp());
        return new Owners(pod.getNamespace(), pod.getName(), labels, created).of(controller(pod));
    }

    WorkloadRef of(Owner owner) {
        String name = owner.name();
        if (owner.equals(Owner.NONE)) {
            return new WorkloadRef("Pod", namespace, pod);
        }
        if (owner.kind().equals("ReplicaSet")) {
            String rollout = without(name, labels.get(ROLLOUT_HASH));
            if (rollout != null) {
                return new WorkloadRef("Rollout", namespace, rollout);
            }
            String deployment = without(name, labels.get(TEMPLATE_HASH));
            if (deployment != null) {
                return new WorkloadRef("Deployment", namespace, deployment);
            }
        }
        Matcher scheduled = SCHEDULED.matcher(name);
        if (owner.kind().equals("Job") && scheduled.matches() && isDue(scheduled.group(2))) {
            return new WorkloadRef("CronJob", namespace, scheduled.group(1));
        }
        if (owner.kind().equals("Node")) {
            // A static pod: its name ends with its node's.
            String plain = without(pod, name);
            return new WorkloadRef("Pod", namespace, plain == null ? pod : plain);
        }
        return new WorkloadRef(owner.kind(), namespace, name);
    }

    /** Whether a pod may have been made for what was due at that minute: a number that somebody gave a Job is mostly another time. */
    private boolean isDue(String minute) {
        long due = TimeUnit.MINUTES.toNanos(Long.parseLong(minute));
        return createdUnixNanos == 0 || (due <= createdUnixNanos && createdUnixNanos - due < LATEST_NANOS);
    }

    private static Owner controller(ObjectMeta pod) {
        if (pod.getOwnerReferences() == null) {
            return Owner.NONE;
        }
        return pod.getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst()
                .map(reference -> new Owner(reference.getKind(), reference.getName()))
                .orElse(Owner.NONE);
    }

    private static @Nullable String without(String name, @Nullable String ending) {
        return ending != null && name.endsWith("-" + ending)
                ? name.substring(0, name.length() - ending.length() - 1)
                : null;
    }
}

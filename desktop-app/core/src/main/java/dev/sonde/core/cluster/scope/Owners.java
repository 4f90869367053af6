package dev.sonde.core.cluster.scope;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Map;
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
    private static final Pattern SCHEDULED = Pattern.compile("(.+)-\\d{8,}");

    private Owners() {}

    static WorkloadRef of(ObjectMeta pod) {
        OwnerReference owner = controller(pod);
        if (owner == null) {
            return new WorkloadRef("Pod", pod.getNamespace(), pod.getName());
        }
        Map<String, String> labels = pod.getLabels() == null ? Map.of() : pod.getLabels();
        String name = owner.getName();
        if (owner.getKind().equals("ReplicaSet")) {
            String rollout = without(name, labels.get(ROLLOUT_HASH));
            if (rollout != null) {
                return new WorkloadRef("Rollout", pod.getNamespace(), rollout);
            }
            String deployment = without(name, labels.get(TEMPLATE_HASH));
            if (deployment != null) {
                return new WorkloadRef("Deployment", pod.getNamespace(), deployment);
            }
        }
        Matcher scheduled = SCHEDULED.matcher(name);
        if (owner.getKind().equals("Job") && scheduled.matches()) {
            return new WorkloadRef("CronJob", pod.getNamespace(), scheduled.group(1));
        }
        if (owner.getKind().equals("Node")) {
            // A static pod: its name ends with its node's.
            String plain = without(pod.getName(), name);
            return new WorkloadRef("Pod", pod.getNamespace(), plain == null ? pod.getName() : plain);
        }
        return new WorkloadRef(owner.getKind(), pod.getNamespace(), name);
    }

    private static @Nullable OwnerReference controller(ObjectMeta pod) {
        if (pod.getOwnerReferences() == null) {
            return null;
        }
        return pod.getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String without(String name, @Nullable String ending) {
        return ending != null && name.endsWith("-" + ending)
                ? name.substring(0, name.length() - ending.length() - 1)
                : null;
    }
}

package dev.sonde.core.cluster;

import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.scope.ClusterScope;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of which cluster is to be watched.
 *
 * @param kubeconfig files to read, as {@code kubectl} merges them
 * @param context one of its contexts
 * @param scope what is watched
 * @param options how agents are put in
 * @param plan what was shown and agreed to, or null to plan anew
 * @param ports ports that are watched; all when empty
 */
public record ClusterRequest(
        List<Path> kubeconfig,
        String context,
        ClusterScope scope,
        InjectionOptions options,
        @Nullable InjectionPlan plan,
        List<Integer> ports) {
    /** Takes copies. */
    public ClusterRequest {
        kubeconfig = List.copyOf(kubeconfig);
        ports = List.copyOf(ports);
    }

    /** The same, with what was agreed to. */
    public ClusterRequest with(InjectionPlan agreed) {
        return new ClusterRequest(kubeconfig, context, scope, options, agreed, ports);
    }
}

package dev.sonde.core.cluster.scope;

import java.util.List;
import java.util.Map;

/**
 * A pod, as far as Sonde needs to know it.
 *
 * @param uid never used again, unlike the name
 * @param workload what owns it in the end
 * @param node its node, or empty while it has none
 * @param phase {@code Running}, {@code Pending} …
 * @param addresses its addresses
 * @param labels its labels
 * @param inside its limits and what runs in it
 */
public record PodInfo(
        String namespace,
        String name,
        String uid,
        WorkloadRef workload,
        String node,
        String phase,
        List<String> addresses,
        Map<String, String> labels,
        Inside inside) {
    /** Takes copies. */
    public PodInfo {
        addresses = List.copyOf(addresses);
        labels = Map.copyOf(labels);
    }

    /**
     * What runs in a pod.
     *
     * @param containers names of its containers, the first is the main one
     * @param memoryLimitBytes the sum of its containers' limits; 0 when one of them has none
     * @param hostNetwork whether it has its node's network instead of one of its own
     * @param createdUnixNanos when it was made
     * @param left ephemeral containers of Sonde in its spec
     */
    public record Inside(
            List<String> containers,
            long memoryLimitBytes,
            boolean hostNetwork,
            long createdUnixNanos,
            List<LeftContainer> left) {
        /** Takes copies. */
        public Inside {
            containers = List.copyOf(containers);
            left = List.copyOf(left);
        }
    }

    /**
     * An ephemeral container of Sonde: the API has no way to remove it from a pod's spec.
     *
     * @param running whether it still runs
     * @param state how it is or was, in words
     */
    public record LeftContainer(String name, boolean running, String state) {}

    /** Says whether an agent can be put into it. */
    public boolean isRunning() {
        return phase.equals("Running");
    }

    /** {@code namespace/name}. */
    public String path() {
        return namespace + "/" + name;
    }
}

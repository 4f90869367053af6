package dev.sonde.core.store;

/**
 * A pod, service or node, as the other end of a connection can be one.
 *
 * @param of which it is; the kind is {@code Pod}, {@code Service} or {@code Node}
 * @param owner of a pod, what owns it in the end, as {@code Deployment/checkout}; else empty
 * @param node of a pod or node, else empty
 * @param version of a pod, its revision; else empty
 */
public record ClusterPlace(ClusterFact.Of of, String owner, String node, String version) {
    /** {@code Pod}, {@code Service} or {@code Node}. */
    public String kind() {
        return of.kind();
    }

    /** Its namespace, or empty. */
    public String namespace() {
        return of.namespace();
    }

    /** Its name. */
    public String name() {
        return of.name();
    }

    /** Says whether it is a pod. */
    public boolean isPod() {
        return of.kind().equals("Pod");
    }

    /** Name of what owns a pod, or of the thing itself. */
    public String workload() {
        return owner.isEmpty() ? of.name() : owner.substring(owner.indexOf('/') + 1);
    }
}

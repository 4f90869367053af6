package dev.sonde.core.store;

/**
 * A pod, service or node, as the other end of a connection can be one.
 *
 * @param of which it is; the kind is {@code Pod}, {@code Service} or {@code Node}
 * @param owner of a pod, what owns it in the end, as {@code Deployment/checkout}; else empty
 * @param node of a pod or node, else empty
 * @param version of a pod: which revision of its workload it is; else empty
 * @param service of a pod, the service that it answers for together with pods of other workloads; else empty
 */
public record ClusterPlace(ClusterFact.Of of, String owner, String node, Version version, String service) {
    /**
     * A revision of a workload.
     *
     * @param revision as the cluster names it, a hash; or empty
     * @param release as people named it by a label; or empty
     */
    public record Version(String revision, String release) {
        /** What is no pod has none. */
        static final Version NONE = new Version("", "");

        /** What people call it. */
        public String name() {
            return release.isEmpty() ? revision : release;
        }
    }

    /** The same, answering for a service together with others. */
    ClusterPlace behind(String other) {
        return new ClusterPlace(of, owner, node, version, other);
    }

    /** A name in its namespace as people read it: outside of the session's own namespace with a dot and the namespace. */
    public String named(String name, String home) {
        boolean bare = of.kind().equals("Node")
                || of.namespace().equals(home)
                || of.namespace().isEmpty();
        return bare ? name : name + "." + of.namespace();
    }

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

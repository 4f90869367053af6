package dev.sonde.core.cluster.facts;

/**
 * One object of the cluster, as it is from a moment on.
 *
 * @param of which it is
 * @param node its node, or empty
 * @param address its addresses joined by commas, or empty
 * @param owner what owns it in the end, as {@code Deployment/checkout}, or empty
 * @param state how it is
 * @param detail more of its kind, as {@code name=value} joined by semicolons
 */
record Fact(Of of, String node, String address, String owner, String state, String detail) {
    /** Kind, namespace, name and uid of an object. */
    record Of(String kind, String namespace, String name, String uid) {}
}

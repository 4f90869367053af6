package dev.sonde.core.store;

/**
 * One object of the cluster as it was from a moment on, until another fact has its uid.
 *
 * @param unixNanos when it became so
 * @param of which it is
 * @param node its node, or empty
 * @param address its addresses joined by commas, or empty
 * @param owner what owns it in the end, as {@code Deployment/checkout}, or empty
 * @param state how it was; {@code gone} when it was deleted
 * @param detail more of its kind, as {@code name=value} joined by semicolons
 */
public record ClusterFact(
        long unixNanos, Of of, String node, String address, String owner, String state, String detail) {
    static final String GONE = "gone";

    /** Kind, namespace, name and uid of an object. */
    public record Of(String kind, String namespace, String name, String uid) {}

    /** Says whether it was deleted. */
    public boolean isGone() {
        return state.equals(GONE);
    }

    /** One of the details, or empty. */
    public String detail(String name) {
        for (String part : detail.split(";", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }
}

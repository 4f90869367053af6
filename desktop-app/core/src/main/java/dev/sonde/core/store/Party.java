package dev.sonde.core.store;

/**
 * One end of calls, at a {@link Grain}. Those of one name are one.
 *
 * @param name what the user reads
 * @param kind what the name is
 * @param namespace where in a cluster it is, or empty
 */
public record Party(String name, Peer.Kind kind, String namespace) {
    /** Says whether nothing of it is watched and no cluster told of it. */
    public boolean isOutside() {
        return kind == Peer.Kind.ADDRESS;
    }

    /** The name without the namespace at its end, for where that is plain to see. */
    public String shortName() {
        String end = "." + namespace;
        return namespace.isEmpty() || !name.endsWith(end) ? name : name.substring(0, name.length() - end.length());
    }
}

package dev.sonde.core.store;

import org.jspecify.annotations.Nullable;

/**
 * What happened and was not recorded, by cause and place.
 *
 * @param cause stable name, for example {@code ring_full}; {@code stream_gap} for batches that never arrived
 * @param place where it happened
 * @param count how many
 * @param firstNanos first of them, in Unix nanoseconds
 * @param lastNanos last of them, in Unix nanoseconds
 * @param note what it means for the numbers, or empty
 */
public record LossInfo(String cause, Place place, long count, long firstNanos, long lastNanos, String note) {
    /** The cause of responses that were asked for before the agent was there. */
    static final String BEFORE_ATTACH = "before_attach";

    /** What it does to the numbers. */
    public LossKind kind() {
        return LossKind.of(cause);
    }

    /** How many calls it may have kept from being counted; null: that is not known. */
    public @Nullable Long missingCalls() {
        return LossKind.missingCalls(cause, count);
    }

    /** Whether it is told and yet nothing of what was watched: it began before. */
    public boolean cameBefore() {
        return cameBefore(cause);
    }

    /** Whether what a cause counts began before anything was watched. */
    public static boolean cameBefore(String cause) {
        return cause.equals(BEFORE_ATTACH);
    }

    /**
     * Where something was lost; each may be empty.
     *
     * @param node the node
     * @param agent the agent that was missing there, as {@code namespace/pod}, where it was one
     * @param probe the probe on it
     */
    public record Place(String node, String agent, String probe) {
        /** Of whichever agent a node has. */
        Place(String node, String probe) {
            this(node, "", probe);
        }

        /** The node and the agent in words: {@code node-1 (shop/web-1)}; empty where neither is known. */
        public String words() {
            return node + (agent.isEmpty() ? "" : (node.isEmpty() ? "" : " ") + "(" + agent + ")");
        }
    }
}

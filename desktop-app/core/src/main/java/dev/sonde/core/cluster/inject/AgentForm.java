package dev.sonde.core.cluster.inject;

/** How an agent is put into a cluster. */
public enum AgentForm {
    /**
     * An ephemeral container with three capabilities in each pod of the scope. It sees its own pod's traffic at the devices of
     * the network namespace it shares, and no processes.
     */
    POD("pod", "an ephemeral container in each pod, with BPF, NET_ADMIN and PERFMON and nothing else"),
    /**
     * A privileged ephemeral container in one pod of each node. It watches all pods of the scope there through their cgroups,
     * and names their processes.
     */
    NODE("node", "a privileged ephemeral container in one pod of each node, or a pod of its own where none has room"),
    /**
     * A privileged pod of its own on each node. For whole nodes, and where pods can't take ephemeral containers; it is deleted
     * afterwards.
     */
    DEBUG_POD("debug-pod", "a privileged pod of its own on each node, which is deleted afterwards");

    private final String word;
    private final String meaning;

    AgentForm(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** As the command line spells it. */
    @Override
    public String toString() {
        return word;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }

    /** What it does not see, and which privileges would add; empty when nothing. */
    public String wouldAdd() {
        return this == POD
                ? "A privileged agent would add: processes and their names, all pods of a node with one agent"
                : "";
    }
}

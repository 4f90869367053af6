package dev.sonde.ui.connect;

/** By what a part of a cluster is picked. */
enum ScopeWay {
    /** By namespaces, workloads and pods. */
    WORKLOADS("Workloads"),
    /** By nodes, with all that runs there. */
    NODES("Nodes"),
    /** By labels of the pods of one namespace. */
    LABELS("Labels");

    private final String title;

    ScopeWay(String title) {
        this.title = title;
    }

    /** For people. */
    String title() {
        return title;
    }
}

package dev.sonde.core.cluster.inject;

/**
 * How agents are put in.
 *
 * @param form in which form
 * @param image the agent's image
 * @param podNamespace where debug pods are made; empty for the namespace of the pods that are watched
 * @param mayMakePods whether debug pods may be made where no pod of a node has room
 */
public record InjectionOptions(AgentForm form, String image, String podNamespace, boolean mayMakePods) {
    /** Names the image where no other is given, for example {@code registry.example/sonde-agent}. */
    private static final String IMAGE_VARIABLE = "SONDE_AGENT_IMAGE";

    /** With debug pods beside the pods that are watched. */
    public InjectionOptions(AgentForm form, String image) {
        this(form, image, "", true);
    }

    /** The same in another form. */
    public InjectionOptions in(AgentForm other) {
        return new InjectionOptions(other, image, podNamespace, mayMakePods);
    }

    /** The same for somebody who may not make pods. */
    public InjectionOptions withoutPods() {
        return new InjectionOptions(form, image, podNamespace, false);
    }

    /** The agent's image of a version of Sonde, as {@code sonde image} makes it, or the one of {@code SONDE_AGENT_IMAGE}. */
    public static String defaultImage(String version) {
        String named = System.getenv().getOrDefault(IMAGE_VARIABLE, "");
        return named.isEmpty() ? localImage(version) : named;
    }

    /** The agent's image of a version of Sonde as {@code sonde image} makes it: of no registry. */
    public static String localImage(String version) {
        return "localhost/sonde-agent:" + version;
    }
}

package dev.sonde.core.cluster.inject;

/**
 * How agents are put in.
 *
 * @param form in which form
 * @param image the agent's image
 */
public record InjectionOptions(AgentForm form, String image) {
    /** Names the image where no other is given, for example {@code registry.example/sonde-agent}. */
    private static final String IMAGE_VARIABLE = "SONDE_AGENT_IMAGE";

    /** The agent's image of a version of Sonde, as {@code sonde image} makes it, or the one of {@code SONDE_AGENT_IMAGE}. */
    public static String defaultImage(String version) {
        String named = System.getenv().getOrDefault(IMAGE_VARIABLE, "");
        return named.isEmpty() ? "localhost/sonde-agent:" + version : named;
    }
}

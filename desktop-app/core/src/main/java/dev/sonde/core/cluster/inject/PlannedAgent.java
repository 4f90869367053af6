package dev.sonde.core.cluster.inject;

/**
 * One agent that is to be put in.
 *
 * @param form how
 * @param place where
 * @param container name of its container, not used before
 * @param method {@code PATCH} or {@code POST}
 * @param path of the request, without the server
 * @param json exact body of the request
 */
public record PlannedAgent(AgentForm form, Place place, String container, String method, String path, String json) {
    /** Where an agent goes: a pod, which may have to be made, on a node. */
    public record Place(String namespace, String pod, String podUid, String node) {
        /** {@code namespace/pod}. */
        public String words() {
            return namespace + "/" + pod;
        }
    }

    /** The image that the body names. */
    public String image() {
        return AgentSpec.image(json);
    }

    /** The body as YAML, line by line what is sent. */
    public String manifest() {
        return "# " + method + " " + path + "\n" + ManifestText.yaml(json);
    }

    /** A command that sends the same. */
    public String kubectl(String context) {
        String to = "kubectl --context " + quoted(context) + " -n " + place.namespace();
        return method.equals("POST")
                ? to + " create -f - <<'END'\n" + json + "\nEND"
                : to + " patch pod " + place.pod() + " --subresource=ephemeralcontainers --type=strategic -p "
                        + quoted(json);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

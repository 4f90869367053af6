package dev.sonde.core.cluster.scope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The images that a node lists: its largest. */
public final class NodeImages {
    private NodeImages() {}

    /** Says whether a node lists an image, under its name as it is or with the prefixes that runtimes add. */
    public static boolean has(JsonNode node, String image) {
        return !names(node, image).isEmpty();
    }

    /**
     * The other names, with a tag, by which a node pulled an image that it lists under one. What was pulled, and not loaded, is listed
     * by its digest in that registry as well.
     */
    public static List<String> pulledAs(JsonNode node, String image) {
        List<String> names = names(node, image);
        return names.stream()
                .filter(name -> !isNamed(name, image) && !name.contains("@"))
                .filter(name -> names.stream().anyMatch(digest -> digest.startsWith(repository(name) + "@")))
                .toList();
    }

    private static String repository(String name) {
        int tag = name.lastIndexOf(':');
        return tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
    }

    private static List<String> names(JsonNode node, String image) {
        for (JsonNode entry : node.at("/status/images")) {
            List<String> names = new ArrayList<>();
            entry.path("names").forEach(name -> names.add(name.asText()));
            if (names.stream().anyMatch(name -> isNamed(name, image))) {
                return names;
            }
        }
        return List.of();
    }

    private static boolean isNamed(String listed, String image) {
        return listed.equals(image)
                || listed.equals("docker.io/library/" + image)
                || listed.equals("docker.io/" + image);
    }
}

package dev.sonde.core.cluster.scope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Images as nodes list them. */
class NodeImagesTest {
    private static final String LOADED = "localhost/sonde-agent:0.1.0";

    /** A node that has an image without a name, another, and one under some names. */
    private static JsonNode node(String names) throws Exception {
        return new ObjectMapper().readTree("""
                        {"status":{"images":[
                          {"names":null,"sizeBytes":79094746},
                          {"names":["registry.example/other@sha256:00","registry.example/other:1"],"sizeBytes":5},
                          {"names":[%s],"sizeBytes":26077970}]}}""".formatted(names));
    }

    @Test
    void aLoadedImageIsThereAndWasNotPulled() throws Exception {
        JsonNode node = node("\"import-2026-11-27@sha256:b2\",\"" + LOADED + "\",\"registry.example/also-loaded:1\"");
        assertThat(NodeImages.has(node, LOADED)).isTrue();
        assertThat(NodeImages.pulledAs(node, LOADED)).isEmpty();
        assertThat(NodeImages.has(node, "localhost/sonde-agent:0.2.0")).isFalse();
    }

    @Test
    void oneThatWasPulledBeforeIsNamedAsItWasPulled() throws Exception {
        JsonNode node = node(
                "\"127.0.0.1:5000/sonde-agent@sha256:b2\",\"127.0.0.1:5000/sonde-agent:0.1.0\",\"" + LOADED + "\"");
        assertThat(NodeImages.pulledAs(node, LOADED)).containsExactly("127.0.0.1:5000/sonde-agent:0.1.0");
        assertThat(NodeImages.pulledAs(node, "127.0.0.1:5000/sonde-agent:0.1.0"))
                .isEmpty();
        assertThat(NodeImages.pulledAs(node, "localhost/another:1")).isEmpty();
    }

    @Test
    void aShortNameIsThatOfTheUsualRegistry() throws Exception {
        assertThat(NodeImages.has(node("\"docker.io/library/sonde-agent:1\""), "sonde-agent:1"))
                .isTrue();
        assertThat(NodeImages.has(node("\"docker.io/me/sonde-agent:1\""), "me/sonde-agent:1"))
                .isTrue();
    }
}

package dev.sonde.core.cluster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What the API server answered.
 *
 * @param status HTTP status
 * @param body text of the answer
 * @param warnings what it warned of besides
 */
public record ApiAnswer(int status, String body, List<String> warnings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Says whether it did what was asked. */
    public boolean isDone() {
        return status / 100 == 2;
    }

    /** The answer as a tree; an empty one when it is no JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** Why it refused, in its own words. */
    public String message() {
        String said = json().path("message").asText("");
        String text = said.isEmpty() ? body.strip() : said;
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }
}

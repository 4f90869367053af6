package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an agent says an error: {@code code=SD-1xxx what=… why=… remedy=…}, values URL-encoded; or {@code SD-1xxx: what}. */
public final class AgentWords {
    private static final String DOCTOR = "Run `sonde doctor` to see what this kernel permits.";
    private static final Pattern CODED = Pattern.compile("(SD-\\d{4}):? (.*)", Pattern.DOTALL);

    private AgentWords() {}

    /** The fields of a line, without what has no name. */
    public static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String field : line.split(" ", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The error that fields name. */
    public static SondeException error(Map<String, String> said, String lastWords) {
        return new SondeException(
                said.getOrDefault("code", "SD-1000"),
                said.getOrDefault("what", "The agent failed"),
                said.getOrDefault("why", lastWords),
                said.getOrDefault("remedy", DOCTOR));
    }

    /** The error in the description of the status of a call. */
    static SondeException fromStatus(String description, String lastWords) {
        if (description.startsWith("code=SD-")) {
            return error(fields(description), lastWords);
        }
        Matcher coded = CODED.matcher(description);
        return coded.matches()
                ? new SondeException(coded.group(1), coded.group(2), lastWords, DOCTOR)
                : new SondeException("SD-2208", "The agent refused: " + description, lastWords, DOCTOR);
    }
}

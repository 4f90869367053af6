package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors that an agent says while it is connected. */
final class AgentErrors {
    /** An agent's description begins with its code where it has one: {@code SD-1012: what}. */
    private static final Pattern CODED = Pattern.compile("(SD-\\d{4}):? (.*)", Pattern.DOTALL);

    private AgentErrors() {}

    static SondeException fromStatus(String description, String lastWords) {
        Matcher coded = CODED.matcher(description);
        return coded.matches()
                ? new SondeException(
                        coded.group(1),
                        coded.group(2),
                        lastWords,
                        "Run `sonde doctor` to see what this kernel permits.")
                : new SondeException("SD-2208", "The agent refused: " + description, lastWords, "Run `sonde doctor`.");
    }
}

package dev.sonde.agent.server;

import dev.sonde.agent.error.AgentException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An error for the workstation to read and show: on standard output, or as the description of a status. */
public final class FailureText {
    private FailureText() {}

    /** {@code code=SD-1xxx what=… why=… remedy=…}, with URL-encoded values. */
    public static String of(AgentException failure) {
        String what = failure.getMessage();
        return "code=" + failure.code() + " what=" + encode(what == null ? "" : what) + " why=" + encode(failure.why())
                + " remedy=" + encode(failure.remedy());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

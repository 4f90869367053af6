package dev.sonde.core.cluster.api;

import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.net.URL;
import javax.net.ssl.SSLException;

/** Failures of the API server in words for people. */
public final class ApiFailures {
    private ApiFailures() {}

    static SondeException unreachable(String context, URL server, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return new SondeException(
                        "SD-2306",
                        "The API server of " + context + " is not the one that the kubeconfig expects",
                        server + ": " + t.getMessage(),
                        "See certificate-authority and tls-server-name of its cluster.",
                        cause);
            }
        }
        return new SondeException(
                "SD-2305",
                "The API server of " + context + " does not answer",
                server + ": " + words(cause),
                "See whether the cluster runs and this machine can reach it (VPN, proxy): kubectl --context " + context
                        + " version.",
                cause);
    }

    private static String words(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null && deepest.getMessage() == null) {
            deepest = deepest.getCause();
        }
        String name = deepest instanceof IOException && deepest.getMessage() != null
                ? deepest.getMessage()
                : deepest.getClass().getSimpleName();
        return name
                + (deepest.getMessage() == null || name.equals(deepest.getMessage())
                        ? ""
                        : ": " + deepest.getMessage());
    }

    static SondeException interrupted(String path) {
        return new SondeException("SD-2307", "A request to the API server was given up", path, "");
    }

    /** The error for an answer that is no success. */
    public static SondeException refused(String doing, ApiAnswer answer) {
        return switch (answer.status()) {
            case 401 ->
                new SondeException(
                        "SD-2308",
                        "The API server does not know this user",
                        doing + ": " + answer.message(),
                        "Log in again, as for kubectl.");
            case 403 ->
                new SondeException(
                        "SD-2309",
                        "This user may not do that in the cluster",
                        doing + ": " + answer.message(),
                        "Ask for the rights in docs/rbac.yaml; `sonde doctor --context` names those that are missing.");
            case 404 ->
                new SondeException(
                        "SD-2310", "It is not there any more", doing + ": " + answer.message(), "Look again.");
            default ->
                new SondeException(
                        "SD-2311",
                        "The API server refused",
                        doing + ": " + answer.status() + " " + answer.message(),
                        "Its own words say why.");
        };
    }
}

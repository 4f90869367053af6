package dev.sonde.core.cluster.api;

import dev.sonde.core.error.SondeException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Failures of the API server in words for people. */
public final class ApiFailures {
    private ApiFailures() {}

    /** What the kubeconfig says of a context leads nowhere. */
    static SondeException unusable(String context, Throwable cause) {
        return new SondeException(
                "SD-2304",
                "The context " + context + " can't be opened",
                first(cause),
                "Try `kubectl --context " + context + " version`: it uses the same kubeconfig.",
                cause);
    }

    /** The words of the first cause; those around it, of libraries, say less. */
    private static String first(Throwable cause) {
        Throwable first = cause;
        boolean address = false;
        for (Throwable t = cause; t != null; t = t.getCause()) {
            address |= t instanceof MalformedURLException || t instanceof URISyntaxException;
            first = t;
        }
        if (first instanceof NoSuchFileException || first instanceof FileNotFoundException) {
            return "there is no file " + String.valueOf(first.getMessage()).replace(" (No such file or directory)", "");
        }
        String said = first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
        return address ? "the address of its server can't be read: " + said : said;
    }

    static SondeException unreachable(String context, URL url, @Nullable String proxy, Throwable cause) {
        String server = proxy == null ? url.toString() : url + " through the proxy " + withoutSecret(proxy);
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return refusedByTls(context, server, t, cause);
            }
            if (t instanceof HttpTimeoutException) {
                return noAnswer(context, server + ": nothing came in time", cause);
            }
        }
        return noAnswer(context, server + ": " + words(cause), cause);
    }

    private static String withoutSecret(String proxy) {
        return proxy.replaceFirst("//[^@/]*@", "//");
    }

    /** Nothing was heard from it. */
    static SondeException silent(String context, URL server, long seconds, Throwable cause) {
        return noAnswer(context, server + ": nothing came in " + seconds + " s", cause);
    }

    private static SondeException noAnswer(String context, String why, Throwable cause) {
        return new SondeException(
                "SD-2305",
                "The API server of " + context + " does not answer",
                why,
                "See whether the cluster runs and this machine can reach it (VPN, proxy): kubectl --context " + context
                        + " version.",
                cause);
    }

    private static SondeException refusedByTls(String context, String server, Throwable tls, Throwable cause) {
        String said = deepest(tls);
        if (said.contains("fatal alert")) {
            // The server's word, on what this side showed.
            return new SondeException(
                    "SD-2308",
                    "The API server does not know this user",
                    server + ": " + said,
                    "See the client certificate of its user in the kubeconfig; log in again, as for kubectl.",
                    cause);
        }
        return new SondeException(
                "SD-2306",
                "The API server of " + context + " is not the one that the kubeconfig expects",
                server + ": " + said,
                "See certificate-authority and tls-server-name of its cluster.",
                cause);
    }

    private static String deepest(Throwable tls) {
        String said = String.valueOf(tls.getMessage());
        for (Throwable t = tls.getCause(); t != null; t = t.getCause()) {
            if (t.getMessage() != null && !said.contains(t.getMessage())) {
                said = said + "; " + t.getMessage();
            }
        }
        return said;
    }

    private static String words(Throwable cause) {
        boolean refused = false;
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
                return "this machine knows no such host";
            }
            refused |= t instanceof ConnectException && t.getMessage() == null;
        }
        if (refused) {
            return "nobody listens there";
        }
        Throwable told = cause;
        while (told.getCause() != null && told.getMessage() == null) {
            told = told.getCause();
        }
        String message = told.getMessage();
        return message == null ? told.getClass().getSimpleName() : message;
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

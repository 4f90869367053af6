package dev.sonde.core.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.AuthInfo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How a user of a kubeconfig is known to the API server, in a few words and without a secret. */
final class Credentials {
    private Credentials() {}

    /** Whether a program is run for it. */
    static boolean logsIn(AuthInfo user) {
        return user.getExec() != null && isSet(user.getExec().getCommand());
    }

    static String kind(AuthInfo user) {
        if (logsIn(user)) {
            Path program = Path.of(user.getExec().getCommand()).getFileName();
            return "exec " + program;
        }
        if (user.getAuthProvider() != null && isSet(user.getAuthProvider().getName())) {
            return "login " + user.getAuthProvider().getName();
        }
        if (isSet(user.getToken()) || isSet(user.getTokenFile())) {
            return "token";
        }
        if (isSet(user.getClientCertificate()) || isSet(user.getClientCertificateData())) {
            return "client certificate";
        }
        return isSet(user.getUsername()) ? "password" : "nobody";
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}

package dev.sonde.core.cluster.kubeconfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.core.error.SondeException;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logs a user in by the program that the kubeconfig names, as {@code kubectl} does (client.authentication.k8s.io). What it gave is kept until it
 * is about to end. Safe on any thread; interrupting one that waits ends the program.
 */
public final class ExecLogin {
    /** Long enough for a person at a browser. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A credential that ends sooner is not begun with. */
    private static final Duration LEFT = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String context;
    private final ExecConfig exec;
    private final Cluster cluster;
    private final Duration patience;
    private @Nullable Credential last;

    ExecLogin(String context, ExecConfig exec, Cluster cluster) {
        this(context, exec, cluster, PATIENCE);
    }

    ExecLogin(String context, ExecConfig exec, Cluster cluster, Duration patience) {
        this.context = context;
        this.exec = exec;
        this.cluster = cluster;
        this.patience = patience;
    }

    /**
     * What the user is known by now.
     *
     * @throws SondeException if the program is missing, fails, does not end, or says nothing of use
     */
    public synchronized Credential credential() {
        Credential known = last;
        Instant end = known == null ? null : known.end();
        if (known == null || (end != null && end.minus(LEFT).isBefore(Instant.now()))) {
            known = read(run());
            last = known;
        }
        return known;
    }

    private String run() {
        if ("Always".equals(exec.getInteractiveMode())) {
            throw failed(
                    "It asks on a terminal (interactiveMode Always), and Sonde gives it none",
                    "Name another way to log in, for example one that opens a browser.");
        }
        List<String> command = new ArrayList<>(List.of(exec.getCommand()));
        command.addAll(exec.getArgs());
        ProcessBuilder builder = new ProcessBuilder(command);
        exec.getEnv().forEach(variable -> builder.environment().put(variable.getName(), variable.getValue()));
        builder.environment().put("KUBERNETES_EXEC_INFO", info());
        ProgramRun run;
        try {
            run = ProgramRun.of(builder, patience);
        } catch (IOException e) {
            String hint = exec.getInstallHint();
            throw new SondeException(
                    "SD-2314",
                    "The login program of " + context + " is not there: " + exec.getCommand(),
                    String.valueOf(e.getMessage()),
                    hint == null || hint.isBlank()
                            ? "Install it, or put its folder into PATH: a program that is started from a menu may have another"
                                    + " PATH than a terminal."
                            : hint.strip().replaceAll("\\s+", " "),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SondeException("SD-2307", "A login was given up", exec.getCommand(), "", e);
        }
        return switch (run) {
            case ProgramRun.Ended(int status, String out, String _) when status == 0 -> out;
            case ProgramRun.Ended(int status, String _, String err) ->
                throw failed(
                        "It ended with status " + status + (err.isEmpty() ? "" : ": " + err),
                        "Log in as for kubectl, then try again: kubectl --context " + context + " version.");
            case ProgramRun.Late(String err) ->
                throw new SondeException(
                        "SD-2316",
                        "The login program of " + context + " does not end: " + exec.getCommand(),
                        "It was waited for for " + patience.toSeconds() + " s"
                                + (err.isEmpty() ? "" : ". It said: " + err),
                        "It may wait for a person. Log in once in a terminal: kubectl --context " + context
                                + " version.");
        };
    }

    private SondeException failed(String why, String remedy) {
        return new SondeException(
                "SD-2315", "The login program of " + context + " failed: " + exec.getCommand(), why, remedy);
    }

    private String info() {
        ObjectNode info = JSON.createObjectNode();
        info.put("apiVersion", exec.getApiVersion()).put("kind", "ExecCredential");
        ObjectNode spec = info.putObject("spec").put("interactive", false);
        if (Boolean.TRUE.equals(exec.getProvideClusterInfo())) {
            ObjectNode about = spec.putObject("cluster").put("server", cluster.getServer());
            if (cluster.getTlsServerName() != null) {
                about.put("tls-server-name", cluster.getTlsServerName());
            }
            if (cluster.getCertificateAuthorityData() != null) {
                about.put("certificate-authority-data", cluster.getCertificateAuthorityData());
            }
        }
        return info.toString();
    }

    private Credential read(String out) {
        JsonNode status;
        try {
            status = JSON.readTree(out).path("status");
        } catch (JsonProcessingException e) {
            throw useless("It is no ExecCredential in JSON");
        }
        Credential read = new Credential(
                status.path("token").asText(""),
                status.path("clientCertificateData").asText(""),
                status.path("clientKeyData").asText(""),
                end(status.path("expirationTimestamp").asText("")));
        if (read.token().isEmpty() && read.certificate().isEmpty()) {
            throw useless("It has neither a token nor a certificate");
        }
        return read;
    }

    private SondeException useless(String why) {
        return new SondeException(
                "SD-2317",
                "What the login program of " + context + " says is of no use: " + exec.getCommand(),
                why,
                "See what it says in a terminal, and whether it is too old for apiVersion " + exec.getApiVersion()
                        + " in the kubeconfig.");
    }

    private static @Nullable Instant end(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return exec.getCommand();
    }
}

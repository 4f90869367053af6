package dev.sonde.core.cluster.kubeconfig;

import dev.sonde.core.error.SondeException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One context of a kubeconfig, as people know it.
 *
 * @param name its name
 * @param target where it leads
 * @param user name of the user in the kubeconfig, or empty
 * @param authentication how that user is known: {@code client certificate}, {@code token}, {@code exec aws} …
 * @param namespace its namespace; {@code default} where it names none
 * @param file where it is written
 * @param current whether it is the kubeconfig's current one
 * @param problem why it can't be used, or null
 */
public record ClusterContext(
        String name,
        Target target,
        String user,
        String authentication,
        String namespace,
        Path file,
        boolean current,
        @Nullable SondeException problem) {
    /** Name of the cluster, and the address of its API server; empty when not known. */
    public record Target(String cluster, String server) {}

    /** Says whether it may work. */
    public boolean isUsable() {
        return problem == null;
    }

    /** Whether a program logs its user in, which may ask for a password or open a browser. */
    public boolean logsIn() {
        return authentication.startsWith("exec ") || authentication.startsWith("login ");
    }
}

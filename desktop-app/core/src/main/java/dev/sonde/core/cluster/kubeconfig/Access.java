package dev.sonde.core.cluster.kubeconfig;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way to the cluster of one context.
 *
 * @param kubeconfig the context as a kubeconfig of its own, with all paths absolute: what is wrong elsewhere has no say in it
 * @param login the program that logs its user in, or null
 * @param proxy what it is reached through
 */
public record Access(String kubeconfig, @Nullable ExecLogin login, Optional<URI> proxy) {
    @Override
    public String toString() {
        // The text may hold credentials.
        return "access by " + login + " through " + proxy;
    }
}

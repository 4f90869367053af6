package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.inject.PlannedAgent.Place;
import dev.sonde.core.error.SondeException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;

/** A port of a pod on this machine's loopback, and nowhere else. */
final class Forward implements AutoCloseable {
    private final LocalPortForward forward;

    private Forward(LocalPortForward forward) {
        this.forward = forward;
    }

    /**
     * Opens it. Only ports that listen already may be asked for: one refused connection ends a forward.
     *
     * @throws SondeException if the API server refuses
     */
    static Forward open(ClusterApi api, Place to, int port) {
        try {
            return new Forward(api.client()
                    .pods()
                    .inNamespace(to.namespace())
                    .withName(to.pod())
                    .portForward(port, InetAddress.getLoopbackAddress(), 0));
        } catch (KubernetesClientException e) {
            throw new SondeException(
                    NoPlace.NO_FORWARD,
                    "No port-forward to " + to.namespace() + "/" + to.pod(),
                    String.valueOf(e.getMessage()),
                    "See whether this user may create pods/portforward there: docs/rbac.yaml.",
                    e);
        }
    }

    int port() {
        return forward.getLocalPort();
    }

    @Override
    public void close() {
        try {
            forward.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

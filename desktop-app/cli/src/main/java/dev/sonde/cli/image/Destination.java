package dev.sonde.cli.image;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an image is loaded into: one of these. */
final class Destination {
    @Option(
            names = "--containerd",
            arity = "0..1",
            paramLabel = "ADDRESS",
            fallbackValue = "/run/containerd/containerd.sock",
            description = "containerd of this machine, by its socket (default: ${FALLBACK-VALUE}).")
    @Nullable
    Path containerd;

    @Option(names = "--kind", paramLabel = "NAME", description = "All nodes of a kind cluster.")
    @Nullable
    String kind;

    @Option(names = "--k3d", paramLabel = "NAME", description = "All nodes of a k3d cluster.")
    @Nullable
    String k3d;

    @Option(names = "--k3s", description = "k3s on this machine.")
    boolean k3s;

    @Option(names = "--minikube", paramLabel = "NAME", description = "All nodes of a minikube cluster, by its profile.")
    @Nullable
    String minikube;

    @Option(
            names = "--cluster",
            arity = "0..1",
            paramLabel = "NAME",
            fallbackValue = "sonde",
            description = "All nodes of a cluster that `sonde cluster up` started (default: ${FALLBACK-VALUE}).")
    @Nullable
    String cluster;

    /** The command that loads an archive, as its own tool has it; SCRIPT knows the clusters of the tests. */
    List<String> command(Path archive, Path script) {
        String file = archive.toAbsolutePath().toString();
        if (containerd != null) {
            return List.of(
                    "ctr", "--address", containerd.toString(), "--namespace", "k8s.io", "images", "import", file);
        }
        if (kind != null) {
            return List.of("kind", "load", "image-archive", file, "--name", kind);
        }
        if (k3d != null) {
            return List.of("k3d", "image", "import", file, "--cluster", k3d);
        }
        if (minikube != null) {
            return List.of("minikube", "image", "load", file, "--profile", minikube);
        }
        if (k3s) {
            return List.of("k3s", "ctr", "images", "import", file);
        }
        return List.of("/usr/bin/python3", "-B", script.toString(), "load", file, "--name", String.valueOf(cluster));
    }

    /**
     * The command that lists the images that are there, for a tool whose status does not say that it failed; empty for one whose
     * status does.
     */
    List<String> listing() {
        return minikube == null ? List.of() : List.of("minikube", "image", "ls", "--profile", minikube);
    }
}

package dev.sonde.cli;

import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of which cluster. */
public final class ClusterOptions {
    @Option(names = "--context", paramLabel = "C", description = "A cluster: a context of the kubeconfig.")
    @Nullable
    String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "F",
            description = "Kubeconfig. Default: KUBECONFIG, then ~/.kube/config. Can be repeated.")
    List<Path> kubeconfig = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "N",
            description = "Only this namespace. Default: the context's. Can be repeated.")
    List<String> namespaces = new ArrayList<>();

    @Option(
            names = "--workload",
            paramLabel = "KIND/NAME",
            description = "Only this workload, for example deployment/cart. Can be repeated.")
    List<String> workloads = new ArrayList<>();

    @Option(names = "--pod", paramLabel = "P", description = "Only this pod. Can be repeated.")
    List<String> pods = new ArrayList<>();

    @Option(
            names = "--node",
            paramLabel = "N",
            description = "Only on this node; alone, all that runs there. Can be repeated.")
    List<String> nodes = new ArrayList<>();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "KEY=VALUE",
            description = "Only pods with this label. Can be repeated.")
    Map<String, String> labels = new HashMap<>();

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The agent's image, where it is not the default one.")
    @Nullable
    String image;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description =
                    "node: one privileged agent a node. pod: one in each pod with three capabilities, without processes."
                            + " debug-pod: a pod of its own a node. Default: node.")
    AgentForm form = AgentForm.NODE;

    @Option(
            names = "--debug-namespace",
            paramLabel = "N",
            description = "Where debug pods are made, if not beside what is watched: one that admits privileged pods.")
    String debugNamespace = "";

    /** Made by the command line. */
    public ClusterOptions() {}

    /** Says whether a cluster is meant. */
    public boolean isNamed() {
        return context != null
                || !kubeconfig.isEmpty()
                || !namespaces.isEmpty()
                || !workloads.isEmpty()
                || !pods.isEmpty()
                || !nodes.isEmpty()
                || !labels.isEmpty();
    }

    /** The files that are meant. */
    public List<Path> files() {
        return kubeconfig.isEmpty() ? Kubeconfig.standardFiles() : List.copyOf(kubeconfig);
    }

    /**
     * What is asked for.
     *
     * @param ports ports to watch
     * @throws SondeException if there is no such context
     */
    public ClusterRequest request(List<Integer> ports) {
        Kubeconfig read = Kubeconfig.read(there(files()));
        String wanted = context;
        ClusterContext chosen = (wanted == null ? read.current() : read.context(wanted)).orElseThrow(() -> none(read));
        if (chosen.problem() != null) {
            throw chosen.problem();
        }
        Set<String> within = new HashSet<>(namespaces);
        boolean wholeNodes = !nodes.isEmpty() && workloads.isEmpty() && pods.isEmpty() && labels.isEmpty();
        if (within.isEmpty() && !wholeNodes) {
            within.add(chosen.namespace());
        }
        ClusterScope scope =
                new ClusterScope(within, Set.copyOf(workloads), Set.copyOf(pods), Set.copyOf(nodes), labels);
        String agent = image == null ? InjectionOptions.defaultImage(Version.CURRENT) : image;
        return new ClusterRequest(
                files(), chosen.name(), scope, new InjectionOptions(form, agent, debugNamespace, true), null, ports);
    }

    /** Files of the environment may be missing, as for {@code kubectl}; one that is named here may not. */
    private List<Path> there(List<Path> files) {
        for (Path file : kubeconfig) {
            if (!Files.exists(file)) {
                throw new SondeException(
                        "SD-2301", "The kubeconfig " + file + " can't be read", "It is not there", "Name another one.");
            }
        }
        return files;
    }

    private SondeException none(Kubeconfig read) {
        if (read.contexts().isEmpty() && !read.problems().isEmpty()) {
            return read.problems().getFirst();
        }
        String there = String.join(
                ", ", read.contexts().stream().map(ClusterContext::name).toList());
        return new SondeException(
                "SD-2303",
                context == null ? "No context is named, and none is the current one" : "There is no context " + context,
                there.isEmpty() ? "No kubeconfig with a context was found" : "There are: " + there,
                "Name one with --context, or another file with --kubeconfig.");
    }
}

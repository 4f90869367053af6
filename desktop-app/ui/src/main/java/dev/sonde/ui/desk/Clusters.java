package dev.sonde.ui.desk;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.core.cluster.preflight.PreflightFinding;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Clusters that can be connected to, as a kubeconfig names them. Implemented by the program around the window. Every method
 * blocks, is called on a thread of the background, and may throw a {@code SondeException} for the user; a listener may throw a
 * {@code CancellationException}, which ends what it listens to.
 */
public interface Clusters {
    /**
     * What a kubeconfig names.
     *
     * @param files its files, as {@code kubectl} merges them
     * @param contexts those that can't be used say why
     * @param problems of files that can't be read
     */
    record Contexts(List<Path> files, List<ClusterContext> contexts, List<SondeException> problems) {
        /** Takes copies. */
        public Contexts {
            files = List.copyOf(files);
            contexts = List.copyOf(contexts);
            problems = List.copyOf(problems);
        }

        /** The place that a context leads to. */
        public Place place(String context) {
            return new Place(files, context);
        }
    }

    /** A context of a kubeconfig. */
    record Place(List<Path> files, String context) {
        /** Takes a copy. */
        public Place {
            files = List.copyOf(files);
        }
    }

    /** Whether the API server of a context answers. */
    sealed interface Reached {
        /** Name of the context. */
        String context();

        /** It answers; {@code login} says whether it also knows this user, which is not asked where a program logs in. */
        record Answers(String context, String version, long latencyMillis, boolean login) implements Reached {}

        /** It does not, or not to this user. */
        record Silent(String context, SondeException reason) implements Reached {}
    }

    /**
     * What is in a cluster.
     *
     * @param only the namespaces that were listed; empty when all were
     * @param refused why not all were, or null
     */
    record Look(
            ClusterTree tree, Set<String> only, @Nullable SondeException refused) {
        /** Takes a copy. */
        public Look {
            only = Set.copyOf(only);
        }
    }

    /** What a file names; without one the files that {@code kubectl} would read. Runs no program and asks no server. */
    Contexts contexts(Optional<Path> file);

    /** Asks all contexts that can be used at once, none for longer than a few seconds, and tells of each as it is known. */
    void reach(Contexts contexts, Consumer<Reached> told) throws InterruptedException;

    /**
     * Lists what is in a cluster, and tells of what has come so far.
     *
     * @param namespaces these; empty for all, or the context's where not all may be listed
     */
    Look look(Place place, Set<String> namespaces, Consumer<ClusterTree> soFar);

    /** Writes down what would be put in, by what this user may do. */
    InjectionPlan plan(Place place, ClusterTree tree, ClusterScope scope, AgentForm form);

    /** Looks at everything that could be in the way of a plan, changes nothing, and tells of all findings so far. */
    List<PreflightFinding> preflight(Place place, InjectionPlan plan, Consumer<List<PreflightFinding>> soFar);

    /**
     * Puts agents in, exactly as planned, and returns when the first of them delivers. Where none does, or it is not wanted any
     * more, all have left when this throws.
     */
    Opening start(Place place, InjectionPlan plan, Consumer<List<AgentState>> steps) throws InterruptedException;
}

package dev.sonde.core.cluster.preflight;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.inject.InjectionPlanner;
import dev.sonde.core.cluster.inject.PlannedSession;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.PodInfo;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Plans agents by what this user may do: a node whose agent can't be in one of its pods, as none has room or none may be given one, gets a debug
 * pod where those may be made. For one thread.
 */
public final class Planning {
    private final Rights rights;
    private final ClusterScope scope;
    private final InjectionOptions options;
    private final CompletableFuture<PlannedSession> first;

    private Planning(Rights rights, ClusterScope scope, InjectionOptions options) {
        this.rights = rights;
        this.scope = scope;
        this.options = options;
        first = new CompletableFuture<>();
        Thread.ofVirtual().name("sonde-keys").start(() -> first.completeAsync(PlannedSession::make, Runnable::run));
    }

    /** Begins: makes keys, and asks for the rights that are surely needed, while the pods are not known yet. */
    public static Planning begin(ClusterApi api, ClusterScope scope, InjectionOptions options) {
        Rights rights = new Rights(api);
        scope.namespaces().stream()
                .limit(AccessCheck.MOST_ASKED)
                .forEach(namespace -> rights.ask(Verb.inject(options.form()), namespace));
        return new Planning(rights, scope, options);
    }

    /**
     * Plans.
     *
     * @throws dev.sonde.core.error.SondeException if no pod of the scope runs
     */
    public InjectionPlan plan(Collection<PodInfo> pods) {
        InjectionPlan plan = planner(options, first.join()).plan(pods);
        if (options.form() != AgentForm.NODE) {
            return plan;
        }
        Set<String> namespaces =
                plan.agents().stream().map(agent -> agent.place().namespace()).collect(Collectors.toSet());
        boolean small = plan.agents().stream().anyMatch(agent -> agent.form() == AgentForm.DEBUG_POD);
        boolean mayPatch = may(AgentForm.NODE, namespaces);
        if (mayPatch && !small) {
            return plan;
        }
        boolean mayMake = may(
                AgentForm.DEBUG_POD, options.podNamespace().isEmpty() ? namespaces : Set.of(options.podNamespace()));
        if (mayMake) {
            return mayPatch
                    ? plan
                    : planner(options.in(AgentForm.DEBUG_POD), PlannedSession.make())
                            .plan(pods);
        }
        return small ? planner(options.withoutPods(), PlannedSession.make()).plan(pods) : plan;
    }

    /**
     * Makes sure that a plan's agents can be put in and talked to, before any is.
     *
     * @throws dev.sonde.core.error.SondeException if a right is missing
     */
    public void require(InjectionPlan plan) {
        AccessCheck.require(rights, plan);
    }

    private InjectionPlanner planner(InjectionOptions how, PlannedSession session) {
        return new InjectionPlanner(scope, how, session);
    }

    private boolean may(AgentForm form, Set<String> namespaces) {
        return namespaces.stream()
                .limit(AccessCheck.MOST_ASKED)
                .allMatch(namespace ->
                        rights.refused(Verb.inject(form), namespace).isEmpty());
    }
}

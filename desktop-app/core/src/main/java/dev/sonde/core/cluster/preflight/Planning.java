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
import java.util.stream.Collectors;

/**
 * Plans agents by what this user may do: a node whose agent can't be in one of its pods, as none has room or none may be given one, gets a debug
 * pod where those may be made.
 */
public final class Planning {
    private Planning() {}

    /**
     * Plans.
     *
     * @throws dev.sonde.core.error.SondeException if no pod of the scope runs
     */
    public static InjectionPlan plan(
            ClusterApi api, ClusterScope scope, InjectionOptions options, Collection<PodInfo> pods) {
        InjectionPlan plan = planner(scope, options).plan(pods);
        if (options.form() != AgentForm.NODE) {
            return plan;
        }
        Set<String> namespaces =
                plan.agents().stream().map(agent -> agent.place().namespace()).collect(Collectors.toSet());
        boolean small = plan.agents().stream().anyMatch(agent -> agent.form() == AgentForm.DEBUG_POD);
        boolean mayPatch = may(api, AgentForm.NODE, namespaces);
        if (mayPatch && !small) {
            return plan;
        }
        boolean mayMake = may(
                api,
                AgentForm.DEBUG_POD,
                options.podNamespace().isEmpty() ? namespaces : Set.of(options.podNamespace()));
        if (mayMake) {
            return mayPatch
                    ? plan
                    : planner(scope, options.in(AgentForm.DEBUG_POD)).plan(pods);
        }
        return small ? planner(scope, options.withoutPods()).plan(pods) : plan;
    }

    private static InjectionPlanner planner(ClusterScope scope, InjectionOptions options) {
        return new InjectionPlanner(scope, options, PlannedSession.make());
    }

    private static boolean may(ClusterApi api, AgentForm form, Set<String> namespaces) {
        return namespaces.stream()
                .limit(AccessCheck.MOST_ASKED)
                .allMatch(namespace ->
                        Verb.refused(api, Verb.inject(form), namespace).isEmpty());
    }
}

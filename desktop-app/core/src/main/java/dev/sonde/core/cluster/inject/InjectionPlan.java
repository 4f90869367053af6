package dev.sonde.core.cluster.inject;

import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.PodInfo;
import java.util.List;

/**
 * What will be put into a cluster, to the letter. Nothing is sent by making it.
 *
 * @param scope what is to be watched
 * @param pods the pods of the scope that run
 * @param agents one a node in node form, one a pod in pod form
 * @param options how it was asked for
 * @param session keys and name of the session that the agents are made for
 */
public record InjectionPlan(
        ClusterScope scope,
        List<PodInfo> pods,
        List<PlannedAgent> agents,
        InjectionOptions options,
        PlannedSession session) {
    /** Takes copies. */
    public InjectionPlan {
        pods = List.copyOf(pods);
        agents = List.copyOf(agents);
    }

    /** In which forms the agents are, in words. */
    public String meaning() {
        long pods = agents.stream()
                .filter(agent -> agent.form() == AgentForm.DEBUG_POD)
                .count();
        if (pods == 0 || options.form() == AgentForm.DEBUG_POD) {
            return options.form().meaning();
        }
        return options.form().meaning() + ": that is " + pods + " of " + agents.size();
    }

    /** Names of the nodes that agents run on, sorted. */
    public List<String> nodes() {
        return agents.stream().map(a -> a.place().node()).distinct().sorted().toList();
    }
}

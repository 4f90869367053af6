package dev.sonde.core.session;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.AgentState.Stage;
import dev.sonde.core.store.ClusterFact;
import dev.sonde.core.store.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the agents of a cluster were in the end, as a recording has it: among what the cluster said of itself. */
final class RecordedAgents {
    private static final String KIND = "Agent";
    private static final String IN_POD = "Pod/";

    private RecordedAgents() {}

    static List<AgentState> of(Snapshot snapshot) {
        Map<String, AgentState> last = new LinkedHashMap<>();
        for (int i = 0; i < snapshot.factCount(); i++) {
            ClusterFact fact = snapshot.fact(i);
            if (fact.of().kind().equals(KIND)) {
                // Of the agents of one place, one after the other, the last one counts.
                last.put(fact.owner(), state(fact));
            }
        }
        return new ArrayList<>(last.values());
    }

    private static AgentState state(ClusterFact fact) {
        Stage stage = Stage.LIVE;
        for (Stage each : Stage.values()) {
            stage = each.words().equals(fact.state()) ? each : stage;
        }
        String code = fact.detail("code");
        SondeException reason = code.isEmpty() ? null : new SondeException(code, fact.detail("what"), "", "");
        String pod = fact.owner().startsWith(IN_POD) ? fact.owner().substring(IN_POD.length()) : fact.owner();
        return new AgentState(fact.node(), pod, stage, fact.unixNanos(), reason);
    }
}

package dev.sonde.core.store;

import dev.sonde.protocol.v1.ClusterEvents;
import dev.sonde.protocol.v1.ClusterFacts;

/** Facts and events of the cluster: kept in the order they came, up to a bound. Owned by the writer. */
final class ClusterIntake {
    private static final int MAX_ROWS = 1 << 19;
    private static final int GONE = 1;
    private static final int WARNING = 1;

    private final Directory directory;
    private Known<ClusterFact> facts = Known.of(new ClusterFact[64]);
    private Known<ClusterEvent> events = Known.of(new ClusterEvent[64]);

    ClusterIntake(Directory directory) {
        this.directory = directory;
    }

    void take(AgentIntake agent, ClusterFacts told, long baseNanos) {
        long time = baseNanos;
        for (int i = 0; i < told.getKindCount(); i++) {
            time += told.getTimeDelta(i);
            boolean gone = (told.getFlags(i) & GONE) != 0;
            ClusterFact fact = new ClusterFact(
                    agent.unixNanos(time),
                    new ClusterFact.Of(
                            text(agent, told.getKind(i)),
                            text(agent, told.getNamespace(i)),
                            text(agent, told.getName(i)),
                            text(agent, told.getUid(i))),
                    text(agent, told.getNode(i)),
                    text(agent, told.getAddress(i)),
                    text(agent, told.getOwner(i)),
                    gone ? ClusterFact.GONE : text(agent, told.getState(i)),
                    text(agent, told.getDetail(i)));
            directory.places().take(fact);
            if (facts.count() < MAX_ROWS) {
                facts = facts.plus(fact);
            }
        }
    }

    void take(AgentIntake agent, ClusterEvents told, long baseNanos) {
        long time = baseNanos;
        for (int i = 0; i < told.getKindCount() && events.count() < MAX_ROWS; i++) {
            time += told.getTimeDelta(i);
            events = events.plus(new ClusterEvent(
                    agent.unixNanos(time),
                    new ClusterFact.Of(
                            text(agent, told.getKind(i)),
                            text(agent, told.getNamespace(i)),
                            text(agent, told.getName(i)),
                            ""),
                    text(agent, told.getReason(i)),
                    text(agent, told.getMessage(i)),
                    (told.getFlags(i) & WARNING) != 0,
                    told.getCount(i)));
        }
    }

    private String text(AgentIntake agent, int id) {
        int string = agent.string(id);
        return directory.text(string < 0 ? directory.untold() : string);
    }

    Known<ClusterFact> facts() {
        return facts;
    }

    Known<ClusterEvent> events() {
        return events;
    }

    long bytes() {
        return 120L * facts.count() + 100L * events.count();
    }
}

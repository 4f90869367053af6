package dev.sonde.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Health;
import dev.sonde.core.topology.Signals;
import org.junit.jupiter.api.Test;

/** How far a path goes on from what is worse. */
final class CallNetworkTest {
    private static CallGraph.Edge edge(String client, String server, long errors, Health health) {
        return edge(client, server, errors, health, 3);
    }

    private static CallGraph.Edge edge(String client, String server, long errors, Health health, long p99) {
        Signals now =
                new Signals(1000, errors, 10, new Signals.Latency(1L, 2L, p99), 0, new Signals.Network(null, null));
        return new CallGraph.Edge(client, server, "http", new CallGraph.Compared(now, null), health);
    }

    @Test
    void whatFailsThereDoesNotComeFromCallsThatAllSucceedALittleSlower() {
        CallGraph.Edge failing = edge("web", "stock", 100, Health.WORSE);
        assertThat(CallNetwork.goesOn(failing, edge("stock", "database", 0, Health.WATCH)))
                .isFalse();
        assertThat(CallNetwork.goesOn(failing, edge("stock", "database", 2, Health.WATCH)))
                .isTrue();
    }

    @Test
    void whatFailsMayHaveWaitedForWhatIsClearlySlower() {
        CallGraph.Edge failing = edge("web", "stock", 100, Health.WORSE);
        assertThat(CallNetwork.goesOn(failing, edge("stock", "database", 0, Health.WORSE)))
                .isTrue();
    }

    @Test
    void manyFailuresBehindExplainThoseBeforeAndAStrayOneDoesNot() {
        CallGraph.Edge failing = edge("web", "orders", 100, Health.WORSE);
        assertThat(CallNetwork.explains(edge("orders", "stock", 90, Health.WORSE), failing))
                .isTrue();
        assertThat(CallNetwork.explains(edge("orders", "database", 1, Health.WORSE), failing))
                .isFalse();
        assertThat(CallNetwork.explains(
                        edge("orders", "stock", 90, Health.WORSE), edge("web", "orders", 0, Health.WORSE)))
                .isFalse();
    }

    @Test
    void whatIsSlowDoesNotComeFromWhatTakesNextToNothingOfItUnlessThatIsClearlySlower() {
        CallGraph.Edge slow = edge("web", "stock", 0, Health.WORSE, 500);
        assertThat(CallNetwork.goesOn(slow, edge("stock", "database", 0, Health.WATCH, 25)))
                .isFalse();
        assertThat(CallNetwork.goesOn(slow, edge("stock", "database", 0, Health.WATCH, 60)))
                .isTrue();
        assertThat(CallNetwork.goesOn(slow, edge("stock", "database", 0, Health.WORSE, 25)))
                .isTrue();
    }

    @Test
    void whatIsSlowMayComeFromWhatIsALittleSlower() {
        CallGraph.Edge slow = edge("web", "stock", 0, Health.WORSE);
        assertThat(CallNetwork.goesOn(slow, edge("stock", "database", 0, Health.WATCH)))
                .isTrue();
    }
}

package dev.sonde.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.change.Trait.Kind;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.time.Window;
import dev.sonde.core.topology.Town;
import dev.sonde.core.topology.Town.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three pods of orders ask a database for pages of visitors; from the 20th second on some are of another revision. */
final class RolloutTest {
    private static final String DATABASE = "10.0.2.1";
    private static final String VISITORS = "203.0.113.9";
    private static final String ORDERS = "SELECT * FROM orders WHERE customer = ?";
    private static final String PRODUCTS = "SELECT * FROM products WHERE id = ?";
    private static final List<String> OLD = List.of("10.0.0.1", "10.0.0.2", "10.0.0.3");
    private static final List<String> NEW = List.of("10.0.0.4", "10.0.0.5", "10.0.0.6");

    private final Random random = new Random(5);
    private final Town town = new Town("shop");
    private @Nullable Snapshot snapshot;

    /** Whether a statement of a pod is slow at a second. */
    @FunctionalInterface
    private interface Fault {
        boolean slows(String pod, String statement, long second);
    }

    @Test
    void ofARolloutThatGoesOnTheRevisionIsNamedWhoseStatementsAreSlow() {
        shop((pod, statement, second) -> NEW.contains(pod), 2);
        Change first = changes().getFirst();
        assertThat(first.trait().kind()).isEqualTo(Kind.CLIENT_VERSION);
        assertThat(first.trait().value()).isEqualTo("orders v2");
        assertThat(count(first.trait())).isEqualTo(first.proof().a().calls());
    }

    @Test
    void afterARolloutTheStatementIsNamedAndTheRevisionBesideIt() {
        shop((pod, statement, second) -> second >= 20 && statement.equals(ORDERS), 3);
        Change first = changes().getFirst();
        assertThat(first.trait().kind()).isEqualTo(Kind.STATEMENT);
        assertThat(first.trait().value()).isEqualTo(ORDERS);
        assertThat(first.same())
                .filteredOn(trait -> trait.kind() == Kind.CLIENT_VERSION)
                .extracting(Trait::value)
                .containsExactly("orders v2");
    }

    @Test
    void oneSlowPodAmongThreeIsNamedByItsName() {
        shop((pod, statement, second) -> second >= 20 && pod.equals(OLD.getFirst()), 0);
        Change first = changes().getFirst();
        assertThat(first.trait().kind()).isEqualTo(Kind.CLIENT_POD);
        assertThat(first.trait().value()).isEqualTo("orders-v1-1");
    }

    @Test
    void slowCallsByEdgeAreToldApartAsFinelyAsTheyAreAskedFor() {
        shop((pod, statement, second) -> second >= 20 && pod.equals(OLD.getFirst()), 0);
        SlowEdge byWorkload = changes(Grain.WORKLOAD).edges().getFirst();
        SlowEdge byPod = changes(Grain.POD).edges().getFirst();
        assertThat(byWorkload.client().name() + " > " + byWorkload.server().name())
                .isEqualTo("orders > mysql");
        assertThat(byPod.client().name() + " > " + byPod.server().name()).isEqualTo("orders-v1-1 > mysql-0");
        assertThat(byPod.slowA()).isEqualTo(byWorkload.slowA()).isPositive();
    }

    private List<Change> changes() {
        return changes(Grain.SERVICE).top();
    }

    private Changes changes(Grain grain) {
        Snapshot now = town.snapshot();
        snapshot = now;
        Window b = new Window(Town.START, Town.START + 20 * Town.SECOND);
        Window a = new Window(b.toNanos(), b.toNanos() + 20 * Town.SECOND);
        Slowness slowness = Slowness.of(now, Filter.ALL, b, CancelToken.NONE);
        return Changes.of(now, new Changes.Question(a, b, Filter.ALL, grain), slowness, CancelToken.NONE);
    }

    private long count(Trait trait) {
        Window a = new Window(Town.START + 20 * Town.SECOND, Town.START + 40 * Town.SECOND);
        return ExchangeList.of(Objects.requireNonNull(snapshot), a, new Filter(trait.terms()), CancelToken.NONE)
                .size();
    }

    /** Forty seconds of the shop; so many of three pods are of the new revision after twenty. */
    private void shop(Fault fault, int replaced) {
        town.pod(new Pod("shop", "mysql-0", "StatefulSet/mysql", "n2", "d1"), DATABASE);
        for (int i = 0; i < OLD.size(); i++) {
            town.pod(new Pod("shop", "orders-v1-" + (i + 1), "Deployment/orders", "n1", "v1"), OLD.get(i));
            town.pod(new Pod("shop", "orders-v2-" + (i + 1), "Deployment/orders", "n1", "v2"), NEW.get(i));
        }
        for (long at = 0; at < 40 * Town.SECOND; at += 12_500_000) {
            int turn = random.nextInt(3);
            long second = at / Town.SECOND;
            String pod = second >= 20 && turn < replaced ? NEW.get(turn) : OLD.get(turn);
            String statement = random.nextInt(3) == 0 ? ORDERS : PRODUCTS;
            double factor = fault.slows(pod, statement, second) ? 60 : 1;
            long query = (long) (800_000 * Math.exp(0.5 * random.nextGaussian()) * factor);
            town.call(pod, DATABASE, statement, at + 300_000, query, 0);
            town.call(VISITORS, pod, "GET /page", at, query + 1_500_000, 200);
        }
    }
}

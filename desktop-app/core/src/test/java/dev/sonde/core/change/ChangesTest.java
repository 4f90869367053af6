package dev.sonde.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.core.change.Trait.Kind;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A shop of four programs: visitors and robots ask the front, which asks the shop, which asks the database. Calls take
 * log-normal times; faults are planted from the 20th second on.
 */
final class ChangesTest {
    private static final long BREAK = 20 * Traffic.SECOND;
    private static final String ORDERS = "SELECT * FROM orders WHERE customer = ?";

    private final Random random = new Random(11);
    private final Traffic traffic = new Traffic();
    private Fault fault = (client, what, start) -> 1;
    private Failing failing = (client, what, start) -> false;

    /** By how much a fault stretches what is done at one place. */
    @FunctionalInterface
    private interface Fault {
        double factor(String client, String what, long start);
    }

    /** Where a fault makes calls fail. */
    @FunctionalInterface
    private interface Failing {
        boolean fails(String client, String what, long start);
    }

    @Test
    void onCalmTrafficNothingStandsOutAndABaselineIsWhatLiesBeforeA() {
        shop(40);
        Snapshot snapshot = traffic.snapshot();
        Calm calm = Calm.of(snapshot, at(30), CancelToken.NONE);
        assertThat(calm.trouble()).isNull();
        Window b = Objects.requireNonNull(calm.baseline());
        assertThat(b.toNanos()).isEqualTo(at(30));
        assertThat(changes(snapshot, new Window(at(30), at(40)), b).top()).isEmpty();
    }

    @Test
    void aStallOfTheWholeMachineIsNoTrait() {
        fault = (client, what, start) ->
                start > at(30) - Traffic.START && start < at(30) - Traffic.START + 300 * Traffic.MILLI ? 40 : 1;
        shop(40);
        assertThat(changes(traffic.snapshot(), new Window(at(20), at(40)), new Window(at(0), at(20)))
                        .top())
                .isEmpty();
    }

    @Test
    void aSlowStatementIsNamedAndNotTheCallsThatWaitForIt() {
        fault = (client, what, start) -> what.equals(ORDERS) && start > BREAK ? 60 : 1;
        shop(40);
        Snapshot snapshot = traffic.snapshot();
        Calm calm = Calm.of(snapshot, at(0), CancelToken.NONE);
        Window b = Objects.requireNonNull(calm.baseline());
        assertThat(b.fromNanos()).isLessThan(at(1));
        assertThat(b.toNanos()).isBetween(at(18), at(20));
        Changes changes = changes(snapshot, snapshot.extent(), b);
        assertThat(changes.top()).hasSize(1);
        Change first = changes.top().getFirst();
        assertThat(first.target()).isEqualTo(Target.SLOW);
        assertThat(first.trait().kind()).isEqualTo(Kind.STATEMENT);
        assertThat(first.trait().value()).isEqualTo(ORDERS);
        assertThat(first.onsetNanos()).isBetween(at(19), at(21));
        SlowEdge edge = changes.edges().getFirst();
        assertThat(edge.client().name()).isEqualTo("shop");
        assertThat(edge.server().name()).isEqualTo("database");
    }

    @Test
    void aFaultThatLastsForMostOfTheSessionDoesNotBecomeUsual() {
        for (long start = 0; start < 160 * Traffic.SECOND; start += 20 * Traffic.MILLI) {
            traffic.call("shop", "database", ORDERS, start, (start < BREAK ? 1 : 60) * Traffic.MILLI, 0);
        }
        Calm calm = Calm.of(traffic.snapshot(), at(150), CancelToken.NONE);
        assertThat(Objects.requireNonNull(calm.baseline()).toNanos()).isBetween(at(16), at(20));
        assertThat(Objects.requireNonNull(calm.trouble()).fromNanos()).isBetween(at(19), at(21));
    }

    @Test
    void whatGetsWorseInStepsBeganWithTheFirst() {
        for (long start = 0; start < 180 * Traffic.SECOND; start += 20 * Traffic.MILLI) {
            long times = start < BREAK ? 1 : start < 100 * Traffic.SECOND ? 12 : 40;
            traffic.call("shop", "database", ORDERS, start, times * Traffic.MILLI, 0);
        }
        Calm calm = Calm.of(traffic.snapshot(), at(150), CancelToken.NONE);
        assertThat(Objects.requireNonNull(calm.baseline()).toNanos()).isBetween(at(16), at(20));
        assertThat(Objects.requireNonNull(calm.trouble()).fromNanos()).isBetween(at(19), at(22));
    }

    @Test
    void aFaultIsComparedWithWhatWasBeforeItThoughThatWasALittleSlowFromTheStart() {
        for (long start = 0; start < 150 * Traffic.SECOND; start += 20 * Traffic.MILLI) {
            boolean slow = random.nextInt(100) < (start < 60 * Traffic.SECOND ? 30 : 1);
            boolean broken = start >= 60 * Traffic.SECOND && start < 90 * Traffic.SECOND && random.nextInt(4) == 0;
            traffic.call("shop", "database", ORDERS, start, (broken ? 200 : slow ? 5 : 1) * Traffic.MILLI, 0);
        }
        Calm calm = Calm.of(traffic.snapshot(), at(140), CancelToken.NONE);
        assertThat(Objects.requireNonNull(calm.baseline()).fromNanos()).isLessThan(at(2));
        assertThat(calm.baseline().toNanos()).isBetween(at(55), at(60));
        assertThat(Objects.requireNonNull(calm.trouble()).fromNanos()).isBetween(at(55), at(61));
        assertThat(calm.trouble().toNanos()).isBetween(at(89), at(92));
    }

    @Test
    void anErrorBurstIsNamedByItsEndpointWithItsStatus() {
        failing = (client, what, start) ->
                what.equals("GET /basket") && start > BREAK && start < BREAK + 5 * Traffic.SECOND;
        shop(40);
        Snapshot snapshot = traffic.snapshot();
        Change first = changes(snapshot, snapshot.extent(), new Window(at(0), at(19)))
                .top()
                .getFirst();
        assertThat(first.target()).isEqualTo(Target.FAILED);
        assertThat(first.trait().value()).isEqualTo("GET /basket");
        assertThat(first.trait().terms()).anyMatch(term -> term.text().equals("service:shop"));
        assertThat(first.same())
                .anyMatch(other -> other.kind() == Kind.STATUS && other.value().equals("500"));
        assertThat(first.onsetNanos()).isBetween(at(19), at(21));
    }

    @Test
    void aClientWhoseCallsAreSlowIsNamed() {
        fault = (client, what, start) -> client.equals("robots") && what.equals("front") && start > BREAK ? 80 : 1;
        shop(40);
        Snapshot snapshot = traffic.snapshot();
        Change first = changes(snapshot, new Window(at(20), at(40)), new Window(at(0), at(20)))
                .top()
                .getFirst();
        assertThat(first.trait().kind()).isEqualTo(Kind.CLIENT);
        assertThat(first.trait().value()).isEqualTo("robots");
    }

    @Test
    void theFiguresOfAProofAreThoseOfAWalkOverAllCalls() {
        fault = (client, what, start) -> what.equals(ORDERS) && start > BREAK ? 60 : 1;
        shop(40);
        Snapshot snapshot = traffic.snapshot();
        Window a = new Window(at(15), at(35));
        Window b = new Window(at(0), at(12));
        Slowness slow = Slowness.from(Duration.ofMillis(20));
        Changes changes = Changes.of(snapshot, new Changes.Question(a, b, Filter.ALL), slow, CancelToken.NONE);
        Change.Counts counts = changes.top().getFirst().proof().a();
        assertThat(counts.callsAll()).isEqualTo(in(a).size());
        assertThat(counts.calls())
                .isEqualTo(
                        in(a).stream().filter(c -> c.endpoint().equals(ORDERS)).count());
        assertThat(counts.bad())
                .isEqualTo(in(a).stream()
                        .filter(c -> c.endpoint().equals(ORDERS) && c.duration() >= 20 * Traffic.MILLI)
                        .count());
        long own = in(a).stream()
                .filter(c -> c.duration() >= 20 * Traffic.MILLI && !waits(c))
                .count();
        assertThat(counts.badAll()).isEqualTo(own);
        assertThat(changes.slow().badA())
                .isEqualTo(in(a).stream()
                        .filter(c -> c.duration() >= 20 * Traffic.MILLI)
                        .count());
        assertThat(changes.slow().callsB()).isEqualTo(in(b).size());
        assertThat(changes.top().getFirst().proof().lift())
                .isCloseTo((double) counts.bad() / own / ((double) counts.calls() / in(a).size()), within(1e-9));
    }

    @Test
    void aLatencyTermSaysWhatIsSlow() {
        Filter filter = Filter.parse("latency:>5ms service:shop");
        Slowness slowness = Slowness.of(snapshotOfTwo(), filter, null, CancelToken.NONE);
        assertThat(slowness.origin()).isEqualTo(Slowness.Origin.FILTER);
        assertThat(slowness.nanos()).isEqualTo(5 * Traffic.MILLI);
        assertThat(Slowness.without(filter).text()).isEqualTo("service:shop");
    }

    private Snapshot snapshotOfTwo() {
        traffic.call("a", "b", "GET /", 0, 1000, 200);
        return traffic.snapshot();
    }

    private List<Traffic.Call> in(Window window) {
        return traffic.calls.stream()
                .filter(call -> window.contains(Traffic.START + call.start()))
                .toList();
    }

    private boolean waits(Traffic.Call call) {
        return traffic.calls.stream()
                .anyMatch(other -> !other.equals(call)
                        && other.client().equals(call.server())
                        && other.duration() >= 20 * Traffic.MILLI
                        && other.duration() * 2 >= call.duration()
                        && other.start() >= call.start() - 100_000
                        && other.start() + other.duration() <= call.start() + call.duration() + 100_000);
    }

    private static Changes changes(Snapshot snapshot, Window a, Window b) {
        Slowness slowness = Slowness.of(snapshot, Filter.ALL, b, CancelToken.NONE);
        return Changes.of(snapshot, new Changes.Question(a, b, Filter.ALL), slowness, CancelToken.NONE);
    }

    private static long at(long second) {
        return Traffic.START + second * Traffic.SECOND;
    }

    /** So many seconds of the shop, 80 requests in each. */
    private void shop(int seconds) {
        for (long start = 0; start < seconds * Traffic.SECOND; start += 12_500_000) {
            String client = random.nextInt(4) == 0 ? "robots" : "visitors";
            String page = List.of("GET /products", "GET /basket", "GET /orders").get(random.nextInt(3));
            String statement = page.equals("GET /orders") ? ORDERS : "SELECT * FROM products WHERE id = ?";
            long at = start + random.nextInt(1_000_000);
            long query = time("shop", statement, at, 800_000);
            boolean failed = failing.fails(client, page, at);
            long shop = query + time("front", "shop", at, 1_000_000);
            long front = shop + time(client, "front", at, 500_000);
            traffic.call("shop", "database", statement, at + 300_000, query, 0);
            traffic.call("front", "shop", page, at + 200_000, shop, failed ? 500 : 200);
            traffic.call(client, "front", page, at, front + 300_000, failed ? 500 : 200);
        }
    }

    private long time(String client, String what, long start, long median) {
        return (long) (median * Math.exp(0.5 * random.nextGaussian()) * fault.factor(client, what, start));
    }
}

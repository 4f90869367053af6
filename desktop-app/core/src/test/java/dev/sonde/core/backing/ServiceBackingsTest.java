package dev.sonde.core.backing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.ClusterFacts;
import dev.sonde.protocol.v1.Strings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts as the cluster tells them. */
class ServiceBackingsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String FRONT = "type=ClusterIP;ports=80/TCP;selector=app=front,tier=web";

    private final SessionStore store = new SessionStore(new StoreSettings(1L << 28, Duration.ofSeconds(10)));
    private int nextString = 1;

    @BeforeEach
    void aSessionOfANamespace() {
        tell(100, "Scope", "", "", "", "");
    }

    private void tell(long second, String kind, String name, String owner, String state, String detail) {
        tell(second, kind, name, owner, state, detail, false);
    }

    private void tell(long second, String kind, String name, String owner, String state, String detail, boolean gone) {
        int first = nextString;
        List<String> strings = List.of(kind, "shop", name, kind + " " + name, owner, state, detail);
        nextString += strings.size();
        store.accept(Batch.newBuilder()
                .setBaseNs(second * SECOND)
                .setClock(Clock.newBuilder().setMonotonicNs(second * SECOND).setUnixNs(second * SECOND))
                .setStrings(Strings.newBuilder().setFirstId(first).addAllValues(strings))
                .setFacts(ClusterFacts.newBuilder()
                        .addTimeDelta(0)
                        .addKind(first)
                        .addNamespace(first + 1)
                        .addName(first + 2)
                        .addUid(first + 3)
                        .addNode(0)
                        .addAddress(0)
                        .addOwner(first + 4)
                        .addState(first + 5)
                        .addDetail(first + 6)
                        .addFlags(gone ? 1 : 0))
                .build());
    }

    private void slice(long second, String name, int ready, int all, String family) {
        tell(second, "EndpointSlice", name, "Service/front", ready + " of " + all + " ready", "family=" + family);
    }

    private List<ServiceBacking> troubled(long from, long to, String filter) {
        Window window = new Window(from * SECOND, to * SECOND);
        return ServiceBackings.of(store.snapshot(), window, Filter.parse(filter), CancelToken.NONE)
                .troubled();
    }

    private List<ServiceBacking> bare(long to, String filter) {
        return troubled(to - 1, to, filter).stream()
                .filter(ServiceBacking::isBare)
                .toList();
    }

    @Test
    void oneThatSelectsPodsAndHasNoneIsBareSinceItLostTheLast() {
        tell(101, "Service", "front", "", "", FRONT);
        slice(101, "front-a", 2, 3, "IPv4");
        slice(110, "front-a", 1, 3, "IPv4");
        slice(112, "front-a", 0, 3, "IPv4");
        slice(113, "front-a", 0, 2, "IPv4");

        assertThat(bare(111, "")).isEmpty();
        assertThat(bare(114, "")).singleElement().satisfies(front -> {
            assertThat(front.name()).isEqualTo("front");
            assertThat(front.selector()).isEqualTo("app=front,tier=web");
            assertThat(front.endpoints()).isEqualTo(new ServiceBacking.Endpoints(0, 2, 112 * SECOND, null));
        });
        slice(115, "front-a", 1, 2, "IPv4");
        assertThat(bare(116, "")).isEmpty();
        assertThat(bare(115, "")).hasSize(1);
    }

    @Test
    void oneThatHadNobodyForATimeOfTheWindowIsSaidToHaveHadNone() {
        tell(101, "Service", "front", "", "", FRONT);
        slice(101, "front-a", 2, 2, "IPv4");
        slice(110, "front-a", 0, 2, "IPv4");
        slice(120, "front-a", 1, 2, "IPv4");
        slice(121, "front-a", 2, 2, "IPv4");

        assertThat(troubled(100, 130, "")).singleElement().satisfies(front -> {
            assertThat(front.isBare()).isFalse();
            assertThat(front.endpoints()).isEqualTo(new ServiceBacking.Endpoints(2, 2, 110 * SECOND, 120 * SECOND));
        });
        assertThat(troubled(119, 130, "")).hasSize(1);
        assertThat(troubled(121, 130, "")).as("it was before").isEmpty();
        assertThat(troubled(100, 110, "")).as("it is to come").isEmpty();

        slice(140, "front-a", 0, 2, "IPv4");
        assertThat(troubled(100, 150, ""))
                .singleElement()
                .satisfies(front -> assertThat(front.endpoints())
                        .isEqualTo(new ServiceBacking.Endpoints(0, 2, 140 * SECOND, null)));
    }

    @Test
    void oneThatNeverHadAnyIsBareWithoutATime() {
        tell(101, "Service", "front", "", "", FRONT);
        slice(101, "front-a", 0, 0, "IPv4");

        assertThat(bare(102, ""))
                .singleElement()
                .satisfies(front ->
                        assertThat(front.endpoints()).isEqualTo(new ServiceBacking.Endpoints(0, 0, null, null)));
    }

    @Test
    void whatSelectsNoPodsOrIsNotKnownOrIsGoneIsNot() {
        tell(101, "Service", "front", "", "", "type=ClusterIP;ports=80/TCP");
        slice(101, "front-a", 0, 0, "IPv4");
        tell(101, "Service", "elsewhere", "", "", FRONT);
        assertThat(bare(102, "")).isEmpty();

        tell(103, "Service", "front", "", "", FRONT);
        assertThat(bare(104, "")).hasSize(1);
        tell(105, "Service", "front", "", "", FRONT, true);
        assertThat(bare(106, "")).isEmpty();
    }

    @Test
    void slicesAddUpAndThoseOfTwoFamiliesAreTheSamePods() {
        tell(101, "Service", "front", "", "", FRONT);
        slice(101, "front-a", 0, 100, "IPv4");
        slice(101, "front-b", 7, 10, "IPv4");
        slice(101, "front-c", 0, 100, "IPv6");
        slice(101, "front-d", 7, 10, "IPv6");
        ServiceBackings all = ServiceBackings.of(
                store.snapshot(), new Window(100 * SECOND, 102 * SECOND), Filter.ALL, CancelToken.NONE);
        assertThat(all.all().getFirst().endpoints()).isEqualTo(new ServiceBacking.Endpoints(7, 110, null, null));

        tell(103, "EndpointSlice", "front-b", "Service/front", "", "family=IPv4", true);
        assertThat(bare(104, "")).isEmpty();
        tell(104, "EndpointSlice", "front-d", "Service/front", "", "family=IPv6", true);
        assertThat(bare(105, ""))
                .singleElement()
                .satisfies(front -> assertThat(front.endpoints())
                        .isEqualTo(new ServiceBacking.Endpoints(0, 100, 104 * SECOND, null)));
    }

    @Test
    void aFilterKeepsThoseThatItNames() {
        tell(101, "Service", "front", "", "", FRONT);
        slice(101, "front-a", 0, 0, "IPv4");

        assertThat(bare(102, "service:front")).hasSize(1);
        assertThat(bare(102, "namespace:shop status:500")).hasSize(1);
        assertThat(bare(102, "service:cart")).isEmpty();
        assertThat(bare(102, "pod:front-1")).isEmpty();
        assertThat(bare(102, "!pod:front-1")).hasSize(1);
    }
}

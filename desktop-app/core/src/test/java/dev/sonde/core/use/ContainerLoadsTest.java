package dev.sonde.core.use;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.ClusterFacts;
import dev.sonde.protocol.v1.ContainerUses;
import dev.sonde.protocol.v1.Strings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rows as agents tell them, one a second, and facts as the cluster tells them. */
class ContainerLoadsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MIB = 1 << 20;

    private final SessionStore store = new SessionStore(new StoreSettings(1L << 28, Duration.ofSeconds(10)));
    private int nextString = 1;
    private long sequence;

    private Batch.Builder batch(int agent, long second, String... strings) {
        Batch.Builder made = Batch.newBuilder()
                .setAgent(agent)
                .setSequence(agent == 0 ? 0 : ++sequence)
                .setBaseNs(second * SECOND)
                .setClock(Clock.newBuilder().setMonotonicNs(second * SECOND).setUnixNs(second * SECOND))
                .setStrings(Strings.newBuilder().setFirstId(nextString).addAllValues(List.of(strings)));
        nextString += strings.length;
        return made;
    }

    private void pod(long second, String name, String detail, boolean gone) {
        int first = nextString;
        store.accept(
                batch(0, second, "Pod", "shop", name, "uid of " + name, "n1", "", "Deployment/cart", "Running", detail)
                        .setFacts(ClusterFacts.newBuilder()
                                .addTimeDelta(0)
                                .addKind(first)
                                .addNamespace(first + 1)
                                .addName(first + 2)
                                .addUid(first + 3)
                                .addNode(first + 4)
                                .addAddress(first + 5)
                                .addOwner(first + 6)
                                .addState(first + 7)
                                .addDetail(first + 8)
                                .addFlags(gone ? 1 : 0))
                        .build());
    }

    /** What a container with a limit of half a core and 64 MiB used in the second before. */
    private void use(long second, String container, double cores, int throttledOfTen, long memoryBytes) {
        int first = nextString;
        store.accept(batch(1, second, container, "some pod")
                .setContainerUses(ContainerUses.newBuilder()
                        .addTimeDelta(0)
                        .addIntervalNs(SECOND)
                        .addContainerId(first)
                        .addPodUid(first + 1)
                        .addCpuNs((long) (cores * SECOND))
                        .addCpuLimitMillicores(500)
                        .addPeriods(10)
                        .addThrottledPeriods(throttledOfTen)
                        .addMemoryBytesPlus1(memoryBytes + 1)
                        .addMemoryLimitBytes(64 * MIB))
                .setCompleteUntilNs(second * SECOND)
                .build());
    }

    private List<ContainerLoad> loads(long from, long to) {
        return ContainerLoads.of(store.snapshot(), new Window(from * SECOND, to * SECOND), Filter.ALL, CancelToken.NONE)
                .all();
    }

    @Test
    void aContainerAtItsLimitIsThrottledSinceThePauselessBeginning() {
        pod(100, "cart-1", "containers=cart:c1", false);
        for (int second = 101; second <= 120; second++) {
            // Once before by chance, and without a pause from 111 on.
            boolean held = second == 103 || second >= 111;
            use(second, "c1", held ? 0.5 : 0.1, held ? 9 : 0, 32 * MIB);
        }
        use(121, "c9 of nobody", 1, 10, MIB);

        ContainerLoad load = loads(116, 121).getFirst();

        assertThat(load.place().service()).isEqualTo("cart.shop");
        ContainerLoad.Cpu cpu = Objects.requireNonNull(load.cpu());
        assertThat(cpu.cores()).isEqualTo(0.5);
        assertThat(cpu.limitCores()).isEqualTo(0.5);
        assertThat(cpu.throttled()).isEqualTo(0.9);
        assertThat(cpu.sinceNanos()).isEqualTo(110 * SECOND);
        assertThat(load.isThrottled()).isTrue();
        assertThat(loads(104, 109).getFirst().isInTrouble()).isFalse();
        assertThat(loads(116, 121)).hasSize(1);
    }

    @Test
    void memoryIsThatOfTheEndAndItsPeakTellsOfAWant() {
        pod(100, "cart-1", "containers=cart:c1", false);
        use(101, "c1", 0.1, 0, 60 * MIB);
        use(102, "c1", 0.1, 0, 10 * MIB);

        ContainerLoad load = loads(100, 103).getFirst();

        assertThat(load.memory()).isEqualTo(new ContainerLoad.Memory(10 * MIB, 60 * MIB, 64 * MIB));
        assertThat(load.isShortOfMemory()).isTrue();
        assertThat(loads(102, 103).getFirst().isShortOfMemory()).isFalse();
    }

    @Test
    void oneThatIsStartedAgainIsTheSameAndOnlyWhatEndedWhileWatchedIsNews() {
        pod(100, "cart-1", "containers=cart:c1;lives=cart:4:Error:", false);
        use(101, "c1", 0.1, 0, MIB);
        assertThat(loads(100, 102).getFirst().hasEnded()).isFalse();

        pod(102, "cart-1", "containers=cart:c2;lives=cart:5:OOMKilled:", false);
        use(103, "c2", 0.3, 0, MIB);

        List<ContainerLoad> loads = loads(100, 104);
        assertThat(loads).hasSize(1);
        assertThat(Objects.requireNonNull(loads.getFirst().cpu()).cores()).isEqualTo(0.2);
        assertThat(loads.getFirst().life()).isEqualTo(new ContainerLoad.Life(5, "OOMKilled", "", 102 * SECOND));
        assertThat(loads(103, 104).getFirst().hasEnded()).isFalse();
    }

    @Test
    void whatNobodyReadIsNotKnownAndWhatWentBeforeIsNotThere() {
        pod(100, "cart-1", "containers=cart:c1", false);
        pod(100, "cart-2", "containers=cart:c2;lives=cart:0::CrashLoopBackOff", false);
        pod(105, "cart-1", "", true);

        assertThat(loads(104, 106)).hasSize(2);
        List<ContainerLoad> left = loads(106, 107);
        assertThat(left).extracting(load -> load.place().pod()).containsExactly("cart-2");
        assertThat(left.getFirst().cpu()).isNull();
        assertThat(left.getFirst().memory()).isNull();
        assertThat(left.getFirst().isInTrouble()).isTrue();
    }

    @Test
    void theOldestRowsGoWhenTheyAreMoreThanTheirShareOfTheStore() {
        SessionStore small = new SessionStore(new StoreSettings(1 << 21, Duration.ofSeconds(10)));
        ContainerUses.Builder uses = ContainerUses.newBuilder();
        for (int i = 0; i < 10_000; i++) {
            uses.addTimeDelta(SECOND)
                    .addIntervalNs(SECOND)
                    .addContainerId(1)
                    .addPodUid(2)
                    .addCpuNs(i)
                    .addCpuLimitMillicores(0)
                    .addPeriods(0)
                    .addThrottledPeriods(0)
                    .addMemoryBytesPlus1(0)
                    .addMemoryLimitBytes(0);
        }
        small.accept(batch(1, 100, "c1", "p1").setContainerUses(uses).build());

        var table = small.snapshot().uses();
        assertThat(table.count()).isBetween(1024, 3 * 1024);
        assertThat(table.cpuNanos(table.count() - 1)).isEqualTo(9_999);
    }
}

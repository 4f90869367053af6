package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.table.Slowest;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlowestTest {
    private final SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));

    @Test
    void theSlowestAreThoseThatSortingAllWouldBringFirst() {
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(agent.first());
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            // Few different values, so that many are as slow as others.
            store.accept(agent.exchanges(
                    i * Stream.SECOND, 3, random.longs(1000, 1, 300).toArray()));
        }
        Snapshot snapshot = store.snapshot();
        ExchangeList sorted = ExchangeList.of(snapshot, Window.ALL, Filter.ALL, CancelToken.NONE)
                .sortedBy("duration_ns", true, CancelToken.NONE);
        List<ExchangeRow.Key> first = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            first.add(sorted.row(i).key());
        }

        assertThat(Slowest.of(snapshot, Window.ALL, Filter.ALL, 200, CancelToken.NONE))
                .extracting(ExchangeRow::key)
                .containsExactlyElementsOf(first);
    }

    @Test
    void whereThereAreFewerThanAskedForAllAreThere() {
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(agent.first());
        store.accept(agent.exchanges(0, 1, 20, 10, 30));

        assertThat(Slowest.of(store.snapshot(), Window.ALL, Filter.ALL, 10, CancelToken.NONE))
                .extracting(ExchangeRow::durationNanos)
                .containsExactly(30L, 20L, 10L);
    }
}

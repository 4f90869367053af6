package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a view shows for a long time must not keep in memory what has left the session's. */
class KeptRowsTest {
    private record Listed(ExchangeList list, List<WeakReference<ExchangeChunk>> chunks) {}

    @Test
    void aListKeepsTheStretchesThatItsRowsAreOfAndNoOthers() throws InterruptedException {
        Listed listed = lastSecondOfMany();
        assertThat(listed.chunks().size()).isGreaterThan(3);

        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (kept(listed) > 1 && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(20);
        }

        assertThat(kept(listed)).isEqualTo(1);
        assertThat(listed.list().row(9).durationNanos()).isEqualTo(5);
        assertThat(listed.list().size()).isEqualTo(10);
    }

    /** The session itself is gone when this returns. */
    private static Listed lastSecondOfMany() {
        SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));
        Stream agent = new Stream(1, 0, ExchangeFlag.AT_SERVER);
        store.accept(agent.first());
        long[] full = new long[ExchangeChunk.CAPACITY];
        for (int second = 0; second < 4; second++) {
            store.accept(agent.exchanges(second * Stream.SECOND, 1, full));
        }
        store.accept(agent.exchanges(9 * Stream.SECOND, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5));
        Snapshot snapshot = store.snapshot();
        Window last = new Window(snapshot.extent().toNanos() - Stream.SECOND, Long.MAX_VALUE);
        return new Listed(
                ExchangeList.of(snapshot, last, Filter.ALL, CancelToken.NONE),
                snapshot.exchanges().stream()
                        .map(slice -> new WeakReference<>(slice.rows()))
                        .toList());
    }

    private static long kept(Listed listed) {
        return listed.chunks().stream().filter(chunk -> chunk.get() != null).count();
    }
}

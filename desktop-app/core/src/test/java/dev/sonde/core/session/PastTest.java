package dev.sonde.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.bench.Load;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.recording.RecordingWriter;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a recording, against a store that took in all of it. */
class PastTest {
    private static final int EXCHANGES = 200_000;
    private static final long SECOND = 1_000_000_000L;
    private static final StoreSettings ROOMY = new StoreSettings(1L << 30, Duration.ofSeconds(10));
    private static final StoreSettings NARROW = new StoreSettings(4_000_000, Duration.ofSeconds(10));

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private Snapshot whole = new SessionStore(ROOMY).snapshot();

    @BeforeEach
    void record() throws IOException {
        file = folder.resolve("load.sonde");
        SessionStore all = new SessionStore(ROOMY);
        try (RecordingWriter writer = RecordingWriter.create(file, "test")) {
            for (Batch batch : Load.of(EXCHANGES)) {
                writer.append(batch);
                all.accept(batch);
            }
        }
        whole = all.snapshot();
    }

    @Test
    void aWindowHasWhatTheWholeRecordingHasInIt() {
        Window window = seconds(1.2, 2.4);
        try (Past past = Past.of(file, ROOMY)) {
            Past.Part part = past.read(List.of(window), CancelToken.NONE);
            assertThat(part.covers(window)).isTrue();
            assertThat(count(part.snapshot(), window))
                    .isEqualTo(count(whole, window))
                    .isGreaterThan(50_000);
            assertThat(part.snapshot().extent().fromNanos()).isEqualTo(window.fromNanos());
            assertThat(part.snapshot().evicted()).isTrue();
        }
    }

    @Test
    void twoWindowsApartAreReadTogetherAndWhatLiesBetweenIsNeitherClaimedNorCalledLost() {
        Window early = seconds(0.1, 0.4);
        Window late = seconds(3.2, 3.6);
        try (Past past = Past.of(file, ROOMY)) {
            Past.Part part = past.read(List.of(late, early), CancelToken.NONE);
            assertThat(count(part.snapshot(), early)).isEqualTo(count(whole, early));
            assertThat(count(part.snapshot(), late)).isEqualTo(count(whole, late));
            assertThat(part.windows()).containsExactly(early, late);
            assertThat(part.covers(seconds(0.3, 3.3))).isFalse();
            assertThat(part.snapshot().losses()).isEmpty();
        }
    }

    @Test
    void aWindowThatDoesNotFitIsReadAtItsEndAndSaysSo() {
        try (Past past = Past.of(file, NARROW)) {
            assertThat(past.fits()).isFalse();
            Past.Part part = past.read(List.of(whole.extent()), CancelToken.NONE);
            assertThat(part.covers(whole.extent())).isFalse();
            Window had = part.windows().getFirst();
            assertThat(had.durationNanos()).isLessThan(whole.extent().durationNanos() / 2);
            assertThat(count(part.snapshot(), had)).isEqualTo(count(whole, had));
        }
    }

    @Test
    void theIndexAloneTellsHowManyExchangesThereAreAndWhen() {
        try (Past past = Past.of(file, NARROW)) {
            Outline outline = past.outline();
            assertThat(outline.exchanges(Window.ALL)).isEqualTo(whole.exchangeCount());
            Window half = seconds(1, 3);
            assertThat((double) outline.exchanges(half)).isCloseTo((double) count(whole, half), within(2));
            for (double rate : outline.rates(half, 4)) {
                assertThat(rate).isCloseTo(50_000, within(5));
            }
        }
    }

    @Test
    void aRecordingLargerThanMemoryIsOpenedAtItsEnd() throws InterruptedException {
        try (Session session = Session.browse(new Where.Recording(file), new SessionOptions(null, NARROW))) {
            session.await(state -> state instanceof SourceState.Ended, Duration.ofSeconds(30));
            assertThat(session.hasPast()).isTrue();
            assertThat(session.store().snapshot().extent().toNanos())
                    .isEqualTo(whole.extent().toNanos());
            assertThat(session.past()).isNotNull();
        }
        try (Session session = Session.browse(new Where.Recording(file), new SessionOptions(null, ROOMY))) {
            session.await(state -> state instanceof SourceState.Ended, Duration.ofSeconds(30));
            assertThat(session.hasPast()).isFalse();
            assertThat(session.store().snapshot().exchangeCount()).isEqualTo(whole.exchangeCount());
        }
    }

    private static Percentage within(double percent) {
        return Percentage.withPercentage(percent);
    }

    private Window seconds(double from, double to) {
        long begin = Load.START + SECOND;
        return new Window(begin + Math.round(from * SECOND), begin + Math.round(to * SECOND));
    }

    private static long count(Snapshot snapshot, Window window) {
        return ExchangeList.of(snapshot, window, Filter.ALL, CancelToken.NONE).size();
    }
}

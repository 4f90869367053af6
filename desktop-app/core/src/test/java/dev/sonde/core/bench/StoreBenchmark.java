package dev.sonde.core.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.series.Heatmap;
import dev.sonde.core.series.Series;
import dev.sonde.core.series.SeriesRequest;
import dev.sonde.core.series.Signal;
import dev.sonde.core.series.Sparklines;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Tables;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Batch;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * Prints what the store costs: ingest in exchanges a second of one thread, heap an exchange, and the time of every table,
 * sort and chart over a million rows. Times are processor time of the thread, the median of several rounds, so that
 * other work on the machine counts little.
 */
final class StoreBenchmark {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 7;

    private final int exchanges;
    private final List<Batch> batches;

    private StoreBenchmark(int exchanges) {
        this.exchanges = exchanges;
        this.batches = Load.of(exchanges);
    }

    public static void main(String[] args) {
        new StoreBenchmark(args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000).run();
    }

    private void run() {
        long before = heap();
        SessionStore store = filled();
        long used = heap() - before;
        ingest();
        OUT.printf(Locale.ROOT, "%-44s %8.1f bytes%n", "heap an exchange", (double) used / exchanges);
        Snapshot snapshot = store.snapshot();
        tables(snapshot);
        lists(snapshot);
        charts(snapshot);
    }

    private void ingest() {
        double decoded = median(() -> filled());
        OUT.printf(Locale.ROOT, "%-44s %8.2f M/s%n", "ingest of decoded batches", exchanges / decoded / 1000);
        List<byte[]> encoded = batches.stream().map(Batch::toByteArray).toList();
        double bytes = median(() -> {
            SessionStore store = empty();
            for (byte[] batch : encoded) {
                store.accept(parsed(batch));
            }
        });
        OUT.printf(Locale.ROOT, "%-44s %8.2f M/s%n", "ingest from bytes", exchanges / bytes / 1000);
    }

    private void tables(Snapshot snapshot) {
        for (String table : Tables.names()) {
            report("table " + table, () -> run(snapshot, Query.of(table)));
        }
        for (String filter : List.of("latency:>1ms", "service:service2*", "path:/api/v1/*", "status:5xx error:true")) {
            report(
                    "table endpoints, " + filter,
                    () -> run(snapshot, Query.of("endpoints").where(Filter.parse(filter))));
        }
        report(
                "table exchanges, 50 slowest",
                () -> run(
                        snapshot,
                        Query.of("exchanges").sortedBy("duration_ns", true).limit(50)));
    }

    private void lists(Snapshot snapshot) {
        ExchangeList list = ExchangeList.of(snapshot, Window.ALL, Filter.ALL, CancelToken.NONE);
        for (String column : List.of("duration_ns", "status", "server_pid", "server", "endpoint", "summary")) {
            report("sort of the list by " + column, () -> list.sortedBy(column, true, CancelToken.NONE));
        }
    }

    private void charts(Snapshot snapshot) {
        SeriesRequest request = new SeriesRequest(snapshot.extent(), Filter.ALL, 300);
        report(
                "series of all signals, 300 buckets",
                () -> Series.of(snapshot, request, EnumSet.allOf(Signal.class), Slowness.DEFAULT, CancelToken.NONE));
        report("series of the rate", () -> Series.of(snapshot, snapshot.extent(), Filter.ALL, Signal.RATE, 300));
        report("sparklines", () -> Sparklines.of(snapshot, request, Grain.SERVICE, CancelToken.NONE));
        report("heatmap, 300 by 40", () -> Heatmap.of(snapshot, request, 40, CancelToken.NONE));
    }

    private static void run(Snapshot snapshot, Query query) {
        // A question of its own, or the answer would be there from the round before.
        var _ = Tables.run(snapshot, query.slowFrom(Duration.ofMillis(500)), CancelToken.NONE)
                .rowCount();
    }

    private static void report(String what, Runnable work) {
        OUT.printf(Locale.ROOT, "%-44s %8.1f ms%n", what, median(work));
    }

    private static SessionStore empty() {
        return new SessionStore(new StoreSettings(Long.MAX_VALUE / 4, Duration.ofSeconds(10)));
    }

    private SessionStore filled() {
        SessionStore store = empty();
        batches.forEach(store::accept);
        return store;
    }

    private static Batch parsed(byte[] batch) {
        try {
            return Batch.parseFrom(batch);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Milliseconds of processor time. */
    private static double median(Runnable work) {
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            work.run();
            millis[i] = (THREADS.getCurrentThreadCpuTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return millis[ROUNDS / 2];
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

package dev.sonde.core.source.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What tables say of real captures, against the counts of what tshark decodes. */
final class CaptureTablesTest {
    private static final int INFO = 11;

    @Test
    void endpointsCountTheStatusesThatTsharkPairs() throws Exception {
        int compared = 0;
        for (Path capture : Corpus.captures("http")) {
            Map<String, Long> truth = new TreeMap<>();
            Map<String, Integer> open = new HashMap<>();
            boolean whole = true;
            for (String[] f : Truth.rows(capture)) {
                String ahead = f[2] + ":" + f[3] + ">" + f[5] + ":" + f[6];
                String back = f[5] + ":" + f[6] + ">" + f[2] + ":" + f[3];
                if (!f[Truth.HTTP_METHOD].isEmpty()) {
                    open.merge(ahead, 1, Integer::sum);
                } else if (!f[Truth.HTTP_CODE].isEmpty() && open.getOrDefault(back, 0) > 0) {
                    open.merge(back, -1, Integer::sum);
                    truth.merge(f[Truth.HTTP_CODE], 1L, Long::sum);
                }
                // What tshark could not put together it does not decode.
                whole &= !f[INFO].contains("HTTP/1.") || !(f[Truth.HTTP_METHOD] + f[Truth.HTTP_CODE]).isEmpty();
            }
            if (!whole) {
                continue;
            }
            Snapshot snapshot = read(capture);
            Map<String, Long> found = new TreeMap<>();
            Table table = run(snapshot, "endpoints", "protocol:http");
            for (int row = 0; row < table.rowCount(); row++) {
                ((Map<?, ?>) known(table, row, "statuses"))
                        .forEach((status, count) -> found.merge((String) status, (Long) count, Long::sum));
            }
            found.remove("none");
            assertThat(found).as("%s", capture.getFileName()).isEqualTo(truth);
            truth.forEach((status, count) -> assertThat(run(snapshot, "exchanges", "protocol:http status:" + status)
                            .rowCount())
                    .isEqualTo(count.intValue()));
            compared += truth.size();
        }
        assertThat(compared).isPositive();
    }

    @Test
    void sqlCountsTheErrorsThatTsharkSees() throws Exception {
        long compared = 0;
        for (Path capture : Corpus.captures("mysql")) {
            Snapshot snapshot = read(capture);
            Table connections = run(snapshot, "connections", "");
            boolean opaque = false;
            for (int row = 0; row < connections.rowCount(); row++) {
                opaque |= connections.value(row, "opaque") != null;
            }
            if (opaque) {
                continue;
            }
            long truth = Truth.rows(capture).stream()
                    .filter(f -> !f[Truth.MYSQL_ERROR].isEmpty())
                    .count();
            Table table = run(snapshot, "sql", "status:>0");
            long found = 0;
            for (int row = 0; row < table.rowCount(); row++) {
                found += (Long) known(table, row, "errors");
                assertThat((String) known(table, row, "fingerprint_id")).matches("Q-[0-9A-F]{16}");
            }
            assertThat(found).as("%s", capture.getFileName()).isEqualTo(truth);
            long rows = run(snapshot, "exchanges", "protocol:mysql").rowCount();
            long calls = 0;
            Table all = run(snapshot, "sql", "");
            for (int row = 0; row < all.rowCount(); row++) {
                calls += (Long) known(all, row, "calls");
            }
            assertThat(calls).as("%s", capture.getFileName()).isEqualTo(rows);
            compared += calls;
        }
        assertThat(compared).isPositive();
    }

    private static Snapshot read(Path capture) throws InterruptedException {
        try (Session session = Session.open(new Where.Capture(capture), SessionOptions.defaults())) {
            var _ = session.await(state -> false, Duration.ofMinutes(1));
            return session.store().snapshot();
        }
    }

    private static Table run(Snapshot snapshot, String table, String filter) {
        return Tables.run(snapshot, Query.of(table).where(Filter.parse(filter)), CancelToken.NONE);
    }

    private static Object known(Table table, int row, String column) {
        Object value = table.value(row, column);
        if (value == null) {
            throw new AssertionError(column + " is not known");
        }
        return value;
    }
}

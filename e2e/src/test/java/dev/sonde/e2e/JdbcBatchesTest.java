package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.JdbcBatches;
import dev.sonde.e2e.server.MariaDb;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that fill long segments: every statement that a real MariaDB wrote down is seen, or counted as lost. */
@RealKernel
class JdbcBatchesTest {
    private static final Set<String> CALLS = Set.of("Connect", "Query", "Prepare", "Execute");

    @TempDir
    static Path folder;

    @Test
    void everyStatementOfALongBatchIsSeenOrCounted() throws Exception {
        Sonde sonde = new Sonde(folder);
        try (MariaDb database = MariaDb.start(folder, "--max-heap-table-size=64M")) {
            long before = database.logBytes();
            Path file;
            try (Sonde.Recording recording = sonde.record("--port", String.valueOf(database.port()))) {
                JdbcBatches.run(database.port());
                file = recording.stop();
            }
            long logged = database.logSince(before).stream()
                    .filter(entry -> CALLS.contains(entry.command()))
                    .count();
            long seen = Sonde.calls(sonde.query(file, "edges"));
            List<JsonNode> losses = sonde.query(file, "loss");
            long missing = losses.stream()
                    .mapToLong(loss -> loss.get("missing_calls").asLong())
                    .sum();
            System.out.println("batches: " + logged + " logged, " + seen + " seen, lost: " + losses);
            // What lies on the border of what a full ring took may be miscounted by one.
            assertThat(seen + missing).isCloseTo(logged, within(3L));
            assertThat(seen).isGreaterThan(logged * 95 / 100);
        }
    }
}

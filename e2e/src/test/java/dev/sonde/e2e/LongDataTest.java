package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.LongData;
import dev.sonde.e2e.server.MariaDb;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements whose long values are sent ahead of them: each has its own answer, also behind such a one. */
@RealKernel
class LongDataTest {
    private static final int ROUNDS = 60;

    @TempDir
    static Path folder;

    @Test
    void everyStatementHasTheAnswerThatItsClientGot() throws Exception {
        Sonde sonde = new Sonde(folder);
        try (MariaDb database = MariaDb.start(folder)) {
            Path file;
            try (Sonde.Recording recording = sonde.record("--port", String.valueOf(database.port()))) {
                LongData.run(database.port(), ROUNDS);
                file = recording.stop();
            }
            Map<String, JsonNode> rows = new HashMap<>();
            sonde.query(file, "endpoints")
                    .forEach(row -> rows.put(row.get("endpoint").asText(), row));
            assertThat(sonde.query(file, "loss")).isEmpty();
            answered(rows, "INSERT INTO film(id) VALUES (?)", 0);
            answered(rows, "UPDATE film SET picture = ? WHERE id = ?", 0);
            answered(rows, "SELECT picture FROM nowhere", ROUNDS);
            answered(rows, "DELETE FROM film WHERE id = ?", 0);
            assertThat(sonde.query(file, "exchanges", "--filter", "endpoint:DELETE* rows:1"))
                    .hasSize(ROUNDS);
        }
    }

    private static void answered(Map<String, JsonNode> rows, String statement, int errors) {
        JsonNode row = Objects.requireNonNull(rows.get(statement), statement);
        assertThat(row.get("calls").asInt()).as(statement).isEqualTo(ROUNDS);
        assertThat(row.get("errors").asInt()).as(statement).isEqualTo(errors);
    }
}

package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.RawHttp;
import dev.sonde.e2e.server.MariaDb;
import dev.sonde.e2e.server.SlowServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has no answer yet is told while it waits, on connections of before the recording too. */
@RealKernel
class WaitingTest {
    private static final String LOCK = "SELECT GET_LOCK('held', 120)";

    @TempDir
    Path folder;

    @Test
    void requestsThatHangAreNamedWhileTheyDo() throws Exception {
        Sonde sonde = new Sonde(folder);
        try (MariaDb database = MariaDb.start(folder);
                SlowServer server = SlowServer.start();
                Connection holder = connect(database);
                Connection early = connect(database);
                RawHttp http = new RawHttp(server.port());
                RawHttp answered = new RawHttp(server.port())) {
            run(holder);
            Path file;
            Instant asked;
            try (Sonde.Recording recording =
                    sonde.record("--port", String.valueOf(database.port()), "--port", String.valueOf(server.port()))) {
                Connection late = connect(database);
                asked = Instant.now();
                for (Connection each : List.of(early, late)) {
                    Thread.startVirtualThread(() -> run(each));
                }
                Thread.startVirtualThread(() -> ask(http));
                answered.ask("GET", "/wait/1800", 0);
                Thread.sleep(1000);
                assertThat(statementsThatRun(holder)).isEqualTo(2);
                file = recording.stop();
            }
            List<JsonNode> rows = sonde.query(file, "waiting");
            Map<String, Integer> waiting = new TreeMap<>();
            for (JsonNode row : rows) {
                waiting.merge(row.get("endpoint").asText(), 1, Integer::sum);
                assertThat(Instant.parse(row.get("start").asText()))
                        .isBetween(asked.minusMillis(50), asked.plusMillis(1000));
                assertThat(row.get("waited_ns").asLong()).isGreaterThan(1_500_000_000L);
            }
            assertThat(waiting).isEqualTo(Map.of("SELECT GET_LOCK(?, ?)", 2, "GET /wait/{id}", 1));
            assertThat(rows).anySatisfy(row -> {
                assertThat(row.get("server").asText()).contains("mariadbd");
                assertThat(row.get("server_port").asInt()).isEqualTo(database.port());
            });
            assertThat(sonde.query(file, "exchanges", "--filter", "protocol:http"))
                    .hasSize(1);
        }
    }

    private static void run(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
        } catch (SQLException e) {
            // The server is stopped while it waits.
        }
    }

    private static void ask(RawHttp client) {
        try {
            client.ask("GET", "/wait/60000", 0);
        } catch (IOException e) {
            // As above.
        }
    }

    /** The server's own word. */
    private static int statementsThatRun(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM information_schema.processlist"
                        + " WHERE command = 'Query' AND info LIKE 'SELECT GET_LOCK%'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(MariaDb database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + database.port() + "/shop?user=shop&password=shop");
    }
}

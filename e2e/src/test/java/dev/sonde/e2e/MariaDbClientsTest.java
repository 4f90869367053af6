package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.SqlText;
import dev.sonde.e2e.server.MariaDb;
import dev.sonde.e2e.server.SqlClients;
import dev.sonde.e2e.server.StatementLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of every kind, in every form they have, against what a real MariaDB wrote down of them. */
@RealKernel
class MariaDbClientsTest {
    private static final Map<String, String> CLOSED_TO_US = Map.of(
            "mysqlclient-compressed", "mysql: compressed",
            "mysqlclient-tls", "mysql: tls",
            "cli-compressed", "mysql: compressed",
            "cli-tls", "mysql: tls");

    /** What the server writes down, and by which name it is an exchange; a statement goes by its text. */
    private static final Map<String, String> NAMES = Map.of(
            "Connect", "CONNECT",
            "Change user", "CHANGE USER",
            "Field List", "FIELD LIST",
            "Statistics", "STATISTICS",
            "Processlist", "PROCESS INFO",
            "Reset stmt", "RESET STATEMENT");

    /** Commands that the server answers and does not write down. */
    private static final Set<String> SILENT =
            Set.of("PING", "RESET CONNECTION", "SET OPTION", "FETCH", "RESET STATEMENT");

    /** The answer to an EXECUTE that was sent along with a PREPARE that was refused. */
    private static final int UNKNOWN_STATEMENT = 1243;

    @TempDir
    static Path folder;

    private static final Map<String, Run> RUNS = new LinkedHashMap<>();
    private static MariaDb database;
    private static StatementLog statements;
    private static Sonde sonde;
    private static Path file;
    private static List<JsonNode> exchanges;

    /**
     * What a client did.
     *
     * @param logged what the general log has of it
     * @param answered what the log of statements has of it
     */
    private record Run(Instant from, Instant to, List<MariaDb.Entry> logged, List<StatementLog.Statement> answered) {
        List<JsonNode> seen() {
            return exchanges.stream()
                    .filter(row -> {
                        Instant start = Instant.parse(row.get("start").asText());
                        return !start.isBefore(from) && start.isBefore(to);
                    })
                    .toList();
        }
    }

    @BeforeAll
    static void runAllClients() throws Exception {
        statements = new StatementLog(folder.resolve("statements.log"));
        List<String> options = new ArrayList<>(List.of(statements.options()));
        options.addAll(certificate());
        options.addAll(List.of("--max-allowed-packet=64M", "--local-infile=1", "--innodb-log-file-size=64M"));
        database = MariaDb.start(folder, options.toArray(String[]::new));
        fill();
        SqlClients clients = new SqlClients(folder, database.port());
        sonde = new Sonde(folder);
        try (Sonde.Recording recording = sonde.record("--port", String.valueOf(database.port()))) {
            for (Map.Entry<String, SqlClients.Client> client : clients.all().entrySet()) {
                RUNS.put(client.getKey(), run(client.getValue()));
            }
            file = recording.stop();
        }
        exchanges = sonde.query(file, "exchanges", "--filter", "protocol:mysql");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    static Stream<String> readable() {
        return RUNS.keySet().stream().filter(name -> !CLOSED_TO_US.containsKey(name));
    }

    static Stream<String> closed() {
        return CLOSED_TO_US.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("readable")
    void everyCommandThatTheServerWroteDownIsFoundOnce(String client) {
        List<String> missing = new ArrayList<>(written(run(client)));
        List<String> cut = new ArrayList<>();
        List<String> invented = new ArrayList<>();
        for (JsonNode row : run(client).seen()) {
            String kind = kind(row);
            if (row.get("endpoint").asText().endsWith("…")) {
                cut.add(kind);
            } else if (!missing.remove(kind) && !isSilent(row)) {
                invented.add(row.get("endpoint").asText() + " " + row.get("status"));
            }
        }
        for (String kind : cut) {
            if (!removeFirstThatBegins(missing, kind)) {
                invented.add(kind + "…");
            }
        }
        assertThat(missing).as("not found").isEmpty();
        assertThat(invented).as("found and not written down").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("readable")
    void eachHasADurationAndStatementsThatAreRefusedTheirError(String client) {
        assertThat(run(client).seen()).allSatisfy(row -> {
            assertThat(row.get("duration_ns").asLong()).isPositive();
            if (row.get("endpoint").asText().equals("SELECT nothing FROM item")) {
                assertThat(row.get("status").asInt()).isEqualTo(1054);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("readable")
    void rowsAreThoseThatTheServerCountedOrNotKnown(String client) {
        Map<String, List<Long>> truth = new HashMap<>();
        for (StatementLog.Statement statement : run(client).answered()) {
            truth.computeIfAbsent(SqlText.kind(statement.text()), k -> new ArrayList<>())
                    .add(statement.rows());
        }
        Map<String, List<Long>> found = new HashMap<>();
        for (JsonNode row : run(client).seen()) {
            if (row.get("status").asInt(-1) == 0 && !row.get("rows").isNull()) {
                found.computeIfAbsent(kind(row), k -> new ArrayList<>())
                        .add(row.get("rows").asLong());
            }
        }
        int compared = 0;
        for (Map.Entry<String, List<Long>> entry : found.entrySet()) {
            List<Long> expected = truth.getOrDefault(entry.getKey(), List.of());
            if (expected.size() == entry.getValue().size() && !entry.getKey().matches("(call|showcreate).*")) {
                assertThat(entry.getValue()).as(entry.getKey()).containsExactlyInAnyOrderElementsOf(expected);
                compared += expected.size();
            }
        }
        assertThat(compared).isPositive();
    }

    @ParameterizedTest
    @MethodSource("closed")
    void whatCantBeReadIsSaidAndNoneOfItIsGuessed(String client) throws Exception {
        assertThat(run(client).seen())
                .allSatisfy(row -> assertThat(row.get("endpoint").asText()).isEqualTo("CONNECT"));
        assertThat(sonde.query(file, "connections"))
                .anySatisfy(row -> assertThat(row.path("opaque").asText()).isEqualTo(CLOSED_TO_US.get(client)));
    }

    @Test
    void nothingIsLost() throws Exception {
        assertThat(sonde.query(file, "loss")).isEmpty();
    }

    private static Run run(String client) {
        return Objects.requireNonNull(RUNS.get(client), client);
    }

    private static Run run(SqlClients.Client client) throws Exception {
        // What a client leaves behind is not the next one's.
        Thread.sleep(150);
        Instant from = Instant.now();
        long log = database.logBytes();
        long rows = statements.bytes();
        client.run();
        Thread.sleep(150);
        return new Run(from, Instant.now(), database.logSince(log), statements.between(rows, statements.bytes()));
    }

    private static List<String> written(Run run) {
        List<String> written = new ArrayList<>();
        for (MariaDb.Entry entry : run.logged) {
            switch (entry.command()) {
                case "Query", "Execute" -> written.add(SqlText.kind(entry.argument()));
                case "Prepare" -> written.add(SqlText.kind("prepare " + entry.argument()));
                case "Init DB" -> written.add(SqlText.kind("use " + entry.argument()));
                default -> {
                    String name = NAMES.get(entry.command());
                    if (name != null && !entry.argument().startsWith("Access denied")) {
                        written.add(SqlText.kind(name));
                    }
                }
            }
        }
        return written;
    }

    private static String kind(JsonNode row) {
        return SqlText.kind(row.get("endpoint").asText());
    }

    /** The server writes down no PREPARE that it refuses, and no EXECUTE of one. */
    private static boolean isSilent(JsonNode row) {
        String endpoint = row.get("endpoint").asText();
        int status = row.get("status").asInt(0);
        return SILENT.contains(endpoint)
                || status == UNKNOWN_STATEMENT
                || (status > 0 && (endpoint.startsWith("PREPARE ") || endpoint.startsWith("USE ")));
    }

    private static boolean removeFirstThatBegins(List<String> kinds, String beginning) {
        for (Iterator<String> each = kinds.iterator(); each.hasNext(); ) {
            if (each.next().startsWith(beginning)) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    private static List<String> certificate() throws Exception {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("cert.pem");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(openssl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(openssl.exitValue())
                .as(Files.readString(folder.resolve("openssl.log")))
                .isZero();
        return List.of("--ssl-cert=" + certificate, "--ssl-key=" + key);
    }

    private static void fill() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + database.port() + "/shop", "shop", "shop");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40), price DECIMAL(8,2))");
            statement.execute("INSERT INTO item SELECT seq, CONCAT('item ', seq), seq + 0.5 FROM seq_0_to_49");
            statement.execute("CREATE TABLE sale (item INT, note MEDIUMTEXT)");
            statement.execute("CREATE TABLE serial (id INT PRIMARY KEY AUTO_INCREMENT, note TEXT)");
            statement.execute("CREATE PROCEDURE two_results(n INT) BEGIN SELECT n; SELECT id FROM item LIMIT 2; END");
            statement.execute(
                    "CREATE PROCEDURE out_param(n INT, OUT m INT) BEGIN SELECT n FROM seq_1_to_3; SET m = n * 2; END");
        }
    }
}

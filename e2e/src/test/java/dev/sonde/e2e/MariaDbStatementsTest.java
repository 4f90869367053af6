package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.server.MariaDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements of several client libraries to a real MariaDB are found once each, as its general log has them. */
@RealKernel
class MariaDbStatementsTest {
    @TempDir
    static Path folder;

    private static MariaDb database;
    private static Sonde sonde;

    @BeforeAll
    static void start() throws Exception {
        database = MariaDb.start(folder);
        sonde = new Sonde(folder);
        try (Connection connection = mariadb("")) {
            fill(connection);
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void everyStatementOfTheGeneralLogIsFoundOnce() throws Exception {
        long from;
        Path file;
        try (Sonde.Recording recording = sonde.record("--port", String.valueOf(database.port()))) {
            from = database.logBytes();
            try (Connection text = mariadb("");
                    Connection binary = mariadb("?useServerPrepStmts=true");
                    Connection other = mysql("?useServerPrepStmts=true&useSSL=false&allowPublicKeyRetrieval=true")) {
                work(text);
                work(binary);
                work(other);
            }
            python();
            file = recording.stop();
        }
        Map<String, Long> logged = new HashMap<>();
        for (MariaDb.Entry entry : database.logSince(from)) {
            if (List.of("Query", "Execute", "Prepare").contains(entry.command())) {
                String prepared = entry.command().equals("Prepare") ? "prepare " : "";
                logged.merge(kind(prepared + entry.argument()), 1L, Long::sum);
            }
        }
        Map<String, Long> found = new HashMap<>();
        for (JsonNode exchange : sonde.query(file, "exchanges", "--filter", "protocol:mysql")) {
            String kind = kind(exchange.get("endpoint").asText());
            if (logged.containsKey(kind)) {
                assertThat(exchange.get("duration_ns").asLong()).isPositive();
                found.merge(kind, 1L, Long::sum);
            }
        }
        assertThat(found).as("%s", sonde.query(file, "loss")).isEqualTo(logged);
    }

    @Test
    void rowsAndErrorsAreTheServersOwn() throws Exception {
        Path file;
        try (Sonde.Recording recording = sonde.record("--port", String.valueOf(database.port()))) {
            try (Connection connection = mariadb("");
                    Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT id FROM item WHERE id <= 5").close();
                statement.executeUpdate("UPDATE item SET name = 'x' WHERE id IN (1, 2, 3)");
                try {
                    statement.executeQuery("SELECT * FROM missing_table").close();
                } catch (SQLException expected) {
                    assertThat(expected.getErrorCode()).isEqualTo(1146);
                }
            }
            file = recording.stop();
        }
        List<JsonNode> sql = sonde.query(file, "sql");
        assertThat(row(sql, "item where id <=").get("rows").asLong()).isEqualTo(6);
        assertThat(row(sql, "update item").get("rows").asLong()).isEqualTo(3);
        assertThat(row(sql, "missing_table").get("errors").asLong()).isEqualTo(1);
        assertThat(sql)
                .allSatisfy(row -> assertThat(row.get("fingerprint").asText()).doesNotContain("'x'"));
    }

    @Test
    void statementsPreparedBeforeTheAgentCameAreCountedOnceEach() throws Exception {
        Path file;
        long from;
        try (Connection connection = mariadb("?useServerPrepStmts=true");
                PreparedStatement prepared = connection.prepareStatement("SELECT name FROM item WHERE id = ?")) {
            prepared.setInt(1, 1);
            prepared.executeQuery().close();
            try (Sonde.Recording recording = sonde.record("--port", String.valueOf(database.port()))) {
                from = database.logBytes();
                for (int i = 0; i < 100; i++) {
                    prepared.setInt(1, i);
                    prepared.executeQuery().close();
                }
                file = recording.stop();
            }
        }
        assertThat(database.logSince(from).stream()
                        .filter(entry -> entry.command().equals("Execute"))
                        .count())
                .isEqualTo(100);
        assertThat(sonde.query(file, "exchanges", "--filter", "protocol:mysql")).hasSize(100);
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40), price DECIMAL(8,2))");
            for (int i = 0; i < 100; i++) {
                statement.execute("INSERT INTO item VALUES (" + i + ", 'item " + i + "', " + i + ".5)");
            }
        }
    }

    private static void work(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared =
                        connection.prepareStatement("SELECT name FROM item WHERE id = ? OR price > ?");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE item SET price = price + ? WHERE id = ?")) {
            for (int i = 0; i < 50; i++) {
                prepared.setInt(1, i);
                prepared.setInt(2, 90);
                try (ResultSet rows = prepared.executeQuery()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
                statement
                        .executeQuery("SELECT COUNT(*) FROM item WHERE name LIKE 'item " + i + "%'")
                        .close();
                update.setInt(1, 1);
                update.setInt(2, i);
                update.executeUpdate();
                if (i % 10 == 0) {
                    connection.commit();
                }
            }
            connection.rollback();
        }
    }

    private static void python() throws Exception {
        String program = """
                import pymysql
                c = pymysql.connect(host='127.0.0.1', port=%d, user='shop', password='shop', database='shop')
                with c.cursor() as cursor:
                    for i in range(50):
                        cursor.execute('SELECT id, name FROM item WHERE id IN (%%s, %%s)', (i, i + 1))
                        cursor.fetchall()
                    try:
                        cursor.execute('SELECT nonsense FROM item')
                    except pymysql.err.OperationalError:
                        pass
                c.close()
                """.formatted(database.port());
        Process process = new ProcessBuilder("/usr/bin/python3", "-c", program)
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** What is left of a statement when case, spaces and literals are: enough to tell the statements of this test apart. */
    private static String kind(String statement) {
        return statement
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("/\\*.*?\\*/|'[^']*'|\\bnull\\b|\\d+(\\.\\d+)?|\\?|[\\s(),.;`]", "");
    }

    private static JsonNode row(List<JsonNode> sql, String part) {
        return sql.stream()
                .filter(row -> row.get("fingerprint")
                        .asText()
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No fingerprint with " + part + " in " + sql));
    }

    private static Connection mariadb(String options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + database.port() + "/shop" + options, "shop", "shop");
    }

    private static Connection mysql(String options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + database.port() + "/shop" + options, "shop", "shop");
    }
}

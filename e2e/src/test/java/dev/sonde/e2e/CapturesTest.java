package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.HttpLoad;
import dev.sonde.e2e.load.RawHttp;
import dev.sonde.e2e.load.SqlText;
import dev.sonde.e2e.server.MariaDb;
import dev.sonde.e2e.server.Nginx;
import dev.sonde.e2e.server.Sniffer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same traffic, captured at once by tcpdump and dumpcap in the ways that people do, against the logs of its servers. */
@RealKernel
class CapturesTest {
    private static final List<String> WHOLE = List.of("lo", "any", "nano", "two-interfaces");
    private static final List<String> CUT = List.of("snap-256", "snap-110");

    @TempDir
    static Path folder;

    private static final Map<String, Path> FILES = new LinkedHashMap<>();
    private static Nginx nginx;
    private static MariaDb database;
    private static Sonde sonde;
    private static List<String> statements;
    private static long late;

    @BeforeAll
    static void captureOneLoadInEveryWay() throws Exception {
        sonde = new Sonde(folder);
        nginx = Nginx.startLogging(folder, 1);
        database = MariaDb.start(Files.createDirectories(folder.resolve("mariadb")));
        long log = database.logBytes();
        String filter = "tcp port " + nginx.port() + " or tcp port " + database.port();
        List<Sniffer> sniffers = new ArrayList<>();
        try {
            sniffers.add(Sniffer.tcpdump(folder.resolve("lo"), filter, "-i", "lo"));
            sniffers.add(Sniffer.tcpdump(folder.resolve("any"), filter, "-i", "any"));
            sniffers.add(Sniffer.tcpdump(folder.resolve("nano"), filter, "-i", "lo", "--time-stamp-precision=nano"));
            sniffers.add(Sniffer.dumpcap(folder.resolve("two-interfaces"), filter, "lo", "any"));
            sniffers.add(Sniffer.tcpdump(folder.resolve("snap-256"), filter, "-i", "lo", "-s", "256"));
            sniffers.add(Sniffer.tcpdump(folder.resolve("snap-110"), filter, "-i", "lo", "-s", "110"));
            load(sniffers, filter);
            // What the kernel has collected for a sniffer it hands over once a second.
            Thread.sleep(1300);
            for (Sniffer sniffer : sniffers) {
                sniffer.stop();
                FILES.put(sniffer.file().getFileName().toString(), record(sniffer.file()));
            }
        } finally {
            sniffers.forEach(Sniffer::close);
        }
        statements = database.logSince(log).stream()
                .filter(entry -> List.of("Query", "Prepare", "Execute").contains(entry.command()))
                .map(entry -> SqlText.kind((entry.command().equals("Prepare") ? "prepare " : "") + entry.argument()))
                .toList();
    }

    @AfterAll
    static void stop() {
        nginx.close();
        database.close();
    }

    static Stream<String> whole() {
        return WHOLE.stream();
    }

    static Stream<String> cut() {
        return CUT.stream();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void eachRequestIsOneExchangeWithThePathAndStatusThatTheServerWroteDown(String capture) throws Exception {
        assertThat(counts(http(capture).map(CapturesTest::endpoint))).isEqualTo(counts(answered()));
        assertThat(sonde.query(file(capture), "loss")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void eachStatementIsFoundOnce(String capture) throws Exception {
        assertThat(counts(sql(capture))).containsAllEntriesOf(counts(statements.stream()));
    }

    @ParameterizedTest
    @MethodSource("cut")
    void noneIsMissingAndEachHasItsStatusWherePacketsAreCut(String capture) throws Exception {
        assertThat(counts(http(capture).map(CapturesTest::methodAndStatus)))
                .isEqualTo(counts(answered().map(line -> line.replaceFirst(" \\S+", ""))));
        assertThat(sql(capture)).hasSameSizeAs(sql("lo").toList());
        assertThat(causes(capture)).containsExactly("capture_cut");
    }

    @Test
    void aCaptureThatBeginsInTheMiddleHasWhatCameBehindIt() throws Exception {
        assertThat(http("middle").map(CapturesTest::endpoint))
                .hasSize((int) late)
                .allMatch("GET /1k.txt 200"::equals);
        assertThat(sql("middle")).containsOnly("selectnamefromitemwhereid=");
    }

    private static void load(List<Sniffer> sniffers, String filter) throws Exception {
        try (RawHttp raw = new RawHttp(nginx.port());
                Connection connection = connect()) {
            statements(connection);
            for (String host : List.of("127.0.0.1", "::1")) {
                try (HttpLoad load = new HttpLoad(InetAddress.ofLiteral(host), nginx.port())) {
                    load.get(new String[] {"/1k.txt", "/empty", "/broken", "/moved", "/nowhere"}, 100, 2_000);
                }
            }
            for (int i = 0; i < 5; i++) {
                raw.ask("HEAD", "/1k.txt", 0);
                raw.ask("GET", "/chunked.txt", 0);
                raw.ask("GET", "/big.bin", 0);
                raw.ask("POST", "/upload", 200_000);
                // The answer comes before the body is sent: a request behind it at once would share a packet with the
                // body's
                // end, and not be in a capture that cuts packets.
                Thread.sleep(30);
                raw.ask("GET", "/orders/1", 0);
            }
            Thread.sleep(300);
            Sniffer middle = Sniffer.tcpdump(folder.resolve("middle"), filter, "-i", "lo");
            sniffers.add(middle);
            for (late = 0; late < 20; late++) {
                raw.ask("GET", "/1k.txt", 0);
                query(connection);
            }
        }
    }

    private static void statements(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (?, ?)")) {
            statement.execute("CREATE TABLE item (id INT PRIMARY KEY, name TEXT)");
            for (int i = 0; i < 40; i++) {
                insert.setInt(1, i);
                insert.setString(2, "i".repeat(i * 100));
                insert.executeUpdate();
            }
            statement.executeQuery("SELECT * FROM item").close();
            statement
                    .executeQuery("SELECT id FROM item WHERE name LIKE '" + "x".repeat(70_000) + "'")
                    .close();
            try {
                statement.executeQuery("SELECT nothing FROM item").close();
            } catch (SQLException expected) {
                assertThat(expected.getErrorCode()).isEqualTo(1054);
            }
        }
    }

    private static void query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT name FROM item WHERE id = " + late).close();
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + database.port() + "/shop?useServerPrepStmts=true", "shop", "shop");
    }

    private static Path record(Path capture) throws Exception {
        Path out = Path.of(capture + ".sonde");
        Sonde.Outcome outcome = sonde.run("record", "--pcap", capture.toString(), "-o", out.toString());
        assertThat(outcome.status()).as(outcome.err()).isIn(0, 3);
        return out;
    }

    private static Stream<JsonNode> http(String capture) throws Exception {
        return sonde.query(file(capture), "exchanges", "--filter", "protocol:http").stream();
    }

    private static Stream<String> sql(String capture) throws Exception {
        return sonde.query(file(capture), "exchanges", "--filter", "protocol:mysql").stream()
                .map(row -> SqlText.kind(row.get("endpoint").asText()))
                .filter(kind -> !kind.equals("connect"));
    }

    private static List<String> causes(String capture) throws Exception {
        return sonde.query(file(capture), "loss").stream()
                .map(row -> row.get("cause").asText())
                .toList();
    }

    private static Path file(String capture) {
        return Objects.requireNonNull(FILES.get(capture), capture);
    }

    private static Stream<String> answered() throws Exception {
        return nginx.answered().stream()
                .map(each -> each.method() + " " + each.target().replaceFirst("/orders/1$", "/orders/{id}") + " "
                        + each.status());
    }

    private static String endpoint(JsonNode row) {
        return row.get("endpoint").asText() + " " + row.get("status").asText();
    }

    private static String methodAndStatus(JsonNode row) {
        return row.get("endpoint").asText().replaceFirst(" .*", "") + " "
                + row.get("status").asText();
    }

    private static Map<String, Long> counts(Stream<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        lines.forEach(line -> counts.merge(line, 1L, Long::sum));
        return counts;
    }
}

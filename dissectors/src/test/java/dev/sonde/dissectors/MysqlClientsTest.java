package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.dissectors.sql.SqlDialect;
import dev.sonde.dissectors.sql.SqlFingerprint;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real clients of MySQL and MariaDB, against what the server logged of them. */
class MysqlClientsTest {
    private static final Set<String> LOGGED = Set.of("Connect", "Query", "Prepare", "Execute");
    private static final String PIPELINED = "mariadb-java-bulk";
    private static final Map<String, Integer> BULK_ROWS = Map.of("mj-strange", 50);
    private static final int USUAL_BULK_ROWS = 40;
    private static final Set<String> OPAQUE = Set.of("cli-tls", "cli-compressed", "mariadb-java-compressed");

    @TestFactory
    List<DynamicTest> findsEachLoggedCommandOnceInOrderWithItsText() throws IOException {
        return forEach(name -> {
            List<String[]> log = Fixtures.table("mysql", name + ".log.tsv.gz");
            for (Capture.Connection connection : Fixtures.capture("mysql", name).values()) {
                List<String[]> expected = log.stream()
                        .filter(row -> row[0].equals(thread(connection))
                                && LOGGED.contains(row[1])
                                && !row[2].startsWith("USE "))
                        .filter(row -> !row[2].startsWith("Access denied"))
                        .toList();
                for (Capture.Feeder feeder : Fixtures.WHOLE.values()) {
                    compare(expected, Fixtures.dissect(connection, feeder));
                }
                for (Map.Entry<String, Capture.Feeder> feeder : Fixtures.AGENT.entrySet()) {
                    Found found = Fixtures.dissect(connection, feeder.getValue());
                    if (beyondPrefix(name, feeder.getKey())) {
                        // A pipeline is longer than the prefix: what was not seen is counted.
                        assertThat(found.exchanges.size() + counted(found)).isGreaterThanOrEqualTo(expected.size());
                    } else {
                        compare(expected, found);
                    }
                }
            }
        });
    }

    private static boolean beyondPrefix(String name, String feeder) {
        return name.equals(PIPELINED) && !feeder.equals("long prefixes");
    }

    private static long counted(Found found) {
        return found.unpaired.stream()
                .mapToLong(u -> Long.parseLong(u.substring(u.lastIndexOf(' ') + 1)))
                .sum();
    }

    @TestFactory
    List<DynamicTest> countsTheRowsThatTheServerCounted() throws IOException {
        return forEach(name -> {
            List<String[]> log = Fixtures.table("mysql", name + ".rows.tsv.gz");
            for (Capture.Connection connection : Fixtures.capture("mysql", name).values()) {
                List<Found.Seen> seen = Fixtures.dissect(connection, Capture::whole).exchanges;
                // Rows before an error are logged; the exchange, which failed, doesn't know them.
                Set<String> failed = seen.stream()
                        .filter(e -> e.status() > 0 && !e.detail().startsWith("SELECT 1;"))
                        .map(Found.Seen::detail)
                        .collect(Collectors.toSet());
                long expected = log.stream()
                        .filter(row -> row[0].equals(thread(connection)) && !failed.contains(row[3]))
                        .mapToLong(row -> Long.parseLong(row[1]) + Long.parseLong(row[2]))
                        .sum();
                long found = seen.stream()
                        .filter(e ->
                                counted(e) && !(bulk(e) && e.rows() == BULK_ROWS.getOrDefault(name, USUAL_BULK_ROWS)))
                        .mapToLong(e -> Math.max(0, e.rows()))
                        .sum();
                long unknown = seen.stream()
                        .filter(e -> e.status() > 0 && e.detail().startsWith("SELECT 1;"))
                        .count();
                assertThat(found + unknown).as(connection.name).isEqualTo(expected);
            }
        });
    }

    @TestFactory
    List<DynamicTest> findsTheSameHoweverItIsFed() throws IOException {
        return forEach(name -> {
            for (Capture.Connection connection : Fixtures.capture("mysql", name).values()) {
                Agreement.check(connection);
            }
        });
    }

    @Test
    void saysThatEncryptedAndCompressedConnectionsCantBeRead() throws IOException {
        for (String name : OPAQUE) {
            String reason = name.equals("cli-tls") ? "mysql: tls" : "mysql: compressed";
            for (Capture.Connection connection : Fixtures.capture("mysql", name).values()) {
                for (Capture.Feeder feeder : Fixtures.AGENT.values()) {
                    Found found = Fixtures.dissect(connection, feeder);
                    assertThat(found.opaque).as(name).containsExactly(reason);
                    assertThat(found.exchanges).allMatch(e -> e.endpoint().equals("CONNECT"));
                    assertThat(found.unpaired).as(name).isEmpty();
                }
            }
        }
    }

    /** Rows of a fetch, and of statements that answer without a query, are not in the server's log. */
    private static boolean counted(Found.Seen e) {
        return Stream.of("FETCH", "SHOW CREATE ", "CHECK TABLE ").noneMatch(e.endpoint()::startsWith);
    }

    /** The server's log of rows knows none of a bulk. */
    private static boolean bulk(Found.Seen e) {
        return e.detail().isEmpty() && e.endpoint().startsWith("INSERT");
    }

    private interface Check {
        void of(String name) throws IOException;
    }

    private static List<DynamicTest> forEach(Check check) throws IOException {
        return Fixtures.names("mysql").stream()
                .filter(name -> !OPAQUE.contains(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> check.of(name)))
                .toList();
    }

    private static void compare(List<String[]> expected, Found found) {
        assertThat(found.unpaired).isEmpty();
        assertThat(found.opaque).isEmpty();
        List<String> seen = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        boolean refused = false;
        for (Found.Seen e : found.exchanges) {
            // An execute that was sent along with a prepare fails with it, and isn't logged either.
            boolean followsRefused = refused && e.detail().isEmpty() && e.status() > 0;
            refused = e.endpoint().startsWith("PREPARE ") && e.status() > 0;
            if (logged(e) && !followsRefused) {
                String[] row = seen.size() < expected.size() ? expected.get(seen.size()) : new String[] {"", "", ""};
                seen.add(text(e));
                wanted.add(wanted(row, e));
            }
        }
        assertThat(seen).containsExactlyElementsOf(wanted).hasSize(expected.size());
    }

    /** The server logs no failed PREPARE, and none of the commands without text but logins. */
    private static boolean logged(Found.Seen e) {
        boolean silent = Set.of(
                        "PING",
                        "RESET CONNECTION",
                        "CHANGE USER",
                        "STATISTICS",
                        "SET OPTION",
                        "FETCH",
                        "RESET STATEMENT",
                        "FIELD LIST")
                .contains(e.endpoint());
        boolean failedPrepare = e.endpoint().startsWith("PREPARE ") && e.status() > 0;
        return !silent && !failedPrepare && !e.endpoint().startsWith("USE ");
    }

    private static String text(Found.Seen e) {
        String text = e.detail().isEmpty() ? e.endpoint() : e.detail();
        return text.equals("CONNECT") ? text : text.replaceAll("\\s+$|…$", "");
    }

    private static String wanted(String[] row, Found.Seen e) {
        boolean cut = e.has(ExchangeFlag.REQUEST_CUT);
        String text = row[2].replaceAll("\\s+$", "");
        return switch (row[1]) {
            case "Connect" -> "CONNECT";
            case "Execute" -> fingerprint(text);
            case "Prepare" -> e.detail().isEmpty() ? "PREPARE " + text : text;
            default -> cut && text.startsWith(text(e)) ? text(e) : text;
        };
    }

    private static String fingerprint(String sql) {
        Text into = new Text(DissectorOptions.DEFAULT.textBytes());
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        new SqlFingerprint().write(bytes, 0, bytes.length, false, SqlDialect.MYSQL, into);
        return new String(into.bytes(), 0, into.length(), StandardCharsets.UTF_8);
    }

    /** The number the server gave the connection: it is in the greeting, behind the version. */
    private static String thread(Capture.Connection connection) {
        for (Capture.Segment s : connection.segments) {
            if (s.fromA() != connection.clientIsA(true)) {
                int at = 5;
                while (s.bytes()[at] != 0) {
                    at++;
                }
                return String.valueOf((s.bytes()[at + 1] & 0xFF) | (s.bytes()[at + 2] & 0xFF) << 8);
            }
        }
        return "";
    }
}

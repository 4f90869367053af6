package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real clients of HTTP/1 at two real servers, against what the servers logged of them. */
class HttpClientsTest {
    private static final Set<String> ENDINGS = Set.of("http: upgraded to websocket", "http: tunnel");

    @TestFactory
    List<DynamicTest> findsEachLoggedRequestOnceInOrderWithItsStatus() throws IOException {
        return forEach(name -> {
            List<String[]> log = Fixtures.table("http", name + ".log.tsv.gz");
            for (Capture.Connection connection : Fixtures.capture("http", name).values()) {
                String port = connection.name.split("[ :]", -1)[1];
                List<String> expected = log.stream()
                        .filter(row -> row[0].equals(port))
                        .map(row -> target(row[1]) + " -> " + row[2])
                        .toList();
                for (Capture.Feeder feeder : Fixtures.WHOLE.values()) {
                    Found found = Fixtures.dissect(connection, feeder);
                    List<String> seen = new ArrayList<>();
                    // A server that closes instead of answering logs nothing.
                    found.exchanges.stream()
                            .filter(e -> e.responseBytes() > 0)
                            .forEach(e ->
                                    seen.add((e.detail().isEmpty() ? e.endpoint() : e.detail()) + " -> " + e.status()));
                    assertThat(seen).as(connection.name).isEqualTo(expected);
                    assertThat(found.unpaired).as(connection.name).isEmpty();
                    assertThat(found.opaque).allMatch(ENDINGS::contains);
                }
            }
        });
    }

    @TestFactory
    List<DynamicTest> findsTheSameHoweverItIsFed() throws IOException {
        return forEach(name -> {
            for (Capture.Connection connection : Fixtures.capture("http", name).values()) {
                Agreement.check(connection);
            }
        });
    }

    private interface Check {
        void of(String name) throws IOException;
    }

    private static List<DynamicTest> forEach(Check check) throws IOException {
        return Fixtures.names("http").stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> check.of(name)))
                .toList();
    }

    /** What a detail shows of a request line: no version, no authority, printable ASCII. */
    private static String target(String line) {
        String text = line.replaceFirst(" HTTP/1\\.[01]$", "").replaceFirst(" http://[^/ ]*", " ");
        StringBuilder printable = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            printable.append(b < 0 ? "%" + String.format("%02X", b) : (char) b);
        }
        return printable.toString();
    }
}

package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sonde.protocol.v1.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Captures of real servers, against what TShark decodes from them. */
class CorpusTest {
    /** Quit, close statement and long data have no answer; 0 is a compressed packet read as a plain one. */
    private static final Set<String> NO_EXCHANGE = Set.of("0", "1", "24", "25");

    private static final Map<String, Capture.Feeder> FEEDERS = Map.of(
            "whole", Capture::whole,
            "byte by byte", (d, s, c) -> Capture.split(d, s, c, 1),
            "in sevens", (d, s, c) -> Capture.split(d, s, c, 7),
            "as the agent", (d, s, c) -> Capture.prefixes(d, s, c, 1024, 192));

    @Test
    void findsOneExchangeForEachMysqlCommandAndLogin() throws IOException {
        for (Path capture : captures("mysql")) {
            int expected = 0;
            for (Map<String, String> row : truth(capture)) {
                for (String command : field(row, "mysql.command").split("\\|", -1)) {
                    expected += command.isEmpty() || NO_EXCHANGE.contains(command) ? 0 : 1;
                }
                boolean garbled = capture.getFileName().toString().startsWith("partial");
                expected += field(row, "_ws.col.Info").contains("Login Request") && !garbled ? 1 : 0;
            }
            for (Map.Entry<String, Capture.Feeder> feeder : FEEDERS.entrySet()) {
                Found found = Capture.dissect(Capture.read(capture), DissectorOptions.DEFAULT, feeder.getValue());
                assertThat(found.exchanges).as(capture + " " + feeder.getKey()).hasSize(expected);
                assertThat(found.unpaired).as(capture + " " + feeder.getKey()).isEmpty();
            }
        }
    }

    @Test
    void readsTheTextOfEachQuery() throws IOException {
        DissectorOptions literals = DissectorOptions.DEFAULT.withConsent(true, true);
        for (Path capture : captures("mysql")) {
            List<String> expected = new ArrayList<>();
            for (Map<String, String> row : truth(capture)) {
                String query = field(row, "mysql.query");
                if (!query.isEmpty() && field(row, "mysql.command").equals("3")) {
                    expected.add(query.replaceAll("\\s", ""));
                }
            }
            Found found = Capture.dissect(Capture.read(capture), literals, Capture::whole);
            List<String> seen = new ArrayList<>();
            for (Found.Seen e : found.exchanges) {
                String text = e.detail().isEmpty() ? e.endpoint() : e.detail();
                seen.add(text.replaceAll("\\s", ""));
            }
            assertThat(seen).as(capture.toString()).containsAll(expected);
        }
    }

    @Test
    void pairsHttpRequestsWithTheirStatuses() throws IOException {
        List<String> seen = new ArrayList<>();
        for (Path capture : captures("http")) {
            for (Capture.Feeder feeder : FEEDERS.values()) {
                seen.addAll(Capture.dissect(Capture.read(capture), DissectorOptions.DEFAULT, feeder)
                        .brief());
            }
        }
        assertThat(seen)
                .hasSize(8)
                .containsOnly("POST /query -> 200", "POST /biz-inquiry-bff/bff/v1/common/check/polymerization -> 200");
    }

    @Test
    void findsNothingInOtherProtocols() throws IOException {
        try (Stream<Path> folders = Files.list(corpus())) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                String name = folder.getFileName().toString();
                if (name.equals("http") || name.equals("mysql")) {
                    continue;
                }
                for (Path capture : captures(name)) {
                    Found found = Capture.dissect(Capture.read(capture), DissectorOptions.DEFAULT, Capture::whole);
                    assertThat(found.exchanges).as(capture.toString()).isEmpty();
                    assertThat(found.unpaired).as(capture.toString()).isEmpty();
                }
            }
        }
    }

    @Test
    void saysThatACompressedConnectionCantBeRead() throws IOException {
        for (String name : List.of("mysql-use.pcap", "mysql-compressed-response.pcap")) {
            Path capture = corpus().resolve("mysql").resolve(name);
            Found found = Capture.dissect(Capture.read(capture), DissectorOptions.DEFAULT, Capture::whole);
            assertThat(found.opaque).containsExactly("mysql: compressed");
            assertThat(found.exchanges)
                    .allMatch(e -> e.protocol() == Protocol.MYSQL)
                    .isEmpty();
        }
    }

    static Path corpus() {
        String set = System.getProperty("SONDE_CORPUS", System.getenv().getOrDefault("SONDE_CORPUS", ""));
        if (!set.isEmpty()) {
            return Path.of(set);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path corpus = at.resolve("shared").resolve("corpus");
            if (Files.isDirectory(corpus)) {
                return corpus;
            }
        }
        assumeTrue(false, "no corpus: set SONDE_CORPUS to the folder of captures");
        return Path.of("");
    }

    private static List<Path> captures(String protocol) throws IOException {
        try (Stream<Path> files = Files.list(corpus().resolve(protocol))) {
            return files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList();
        }
    }

    private static List<Map<String, String>> truth(Path capture) throws IOException {
        Path file = Path.of(capture.toString().replace(".pcap", ".tshark.tsv"));
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        String[] names = lines.getFirst().split("\t", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split("\t", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < names.length && i < values.length; i++) {
                row.put(names[i], values[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static String field(Map<String, String> row, String name) {
        return row.getOrDefault(name, "");
    }
}

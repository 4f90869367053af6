package dev.sonde.dissectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The captures of real clients and servers, and what the servers logged of them. */
final class Fixtures {
    /** Ways of feeding that keep every byte: they must agree in everything. */
    static final Map<String, Capture.Feeder> WHOLE = feeders(
            "whole", Capture::whole,
            "byte by byte", (d, s, c) -> Capture.split(d, s, c, 1),
            "in sevens", (d, s, c) -> Capture.split(d, s, c, 7));

    /** The agent's ways: prefixes of what each side says in its turn. */
    static final Map<String, Capture.Feeder> AGENT = feeders(
            "small prefixes", (d, s, c) -> Capture.prefixes(d, s, c, 1024, 192),
            "usual prefixes", (d, s, c) -> Capture.prefixes(d, s, c, 1024, 1024),
            "long prefixes", (d, s, c) -> Capture.prefixes(d, s, c, 4096, 1024));

    private Fixtures() {}

    private static Map<String, Capture.Feeder> feeders(
            String a, Capture.Feeder first, String b, Capture.Feeder second, String c, Capture.Feeder third) {
        Map<String, Capture.Feeder> feeders = new LinkedHashMap<>();
        feeders.put(a, first);
        feeders.put(b, second);
        feeders.put(c, third);
        return feeders;
    }

    /** Names of the captures of a protocol. */
    static List<String> names(String protocol) throws IOException {
        try (Stream<Path> files = Files.list(folder(protocol))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".pcap.gz"))
                    .map(f -> f.substring(0, f.length() - 8))
                    .sorted()
                    .toList();
        }
    }

    static Map<String, Capture.Connection> capture(String protocol, String name) throws IOException {
        return Capture.read(folder(protocol).resolve(name + ".pcap.gz"));
    }

    /** The rows of a table, as the server printed them. */
    static List<String[]> table(String protocol, String file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        String text = new String(Capture.bytes(folder(protocol).resolve(file)), StandardCharsets.UTF_8);
        text.lines().forEach(line -> {
            String[] cells = line.split("\t", -1);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = unescape(cells[i]);
            }
            rows.add(cells);
        });
        return rows;
    }

    /** What is found in one connection. */
    static Found dissect(Capture.Connection connection, Capture.Feeder feeder) {
        return Capture.dissect(
                Map.of(connection.name, connection), DissectorOptions.DEFAULT.withConsent(true, true), feeder);
    }

    private static Path folder(String protocol) {
        return Path.of("src", "test", "fixtures", protocol).toAbsolutePath();
    }

    private static String unescape(String cell) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length()) {
                char next = cell.charAt(++i);
                text.append(next == 'n' ? '\n' : next == 't' ? '\t' : next == '0' ? '\0' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}

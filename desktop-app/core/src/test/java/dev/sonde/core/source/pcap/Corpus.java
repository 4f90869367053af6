package dev.sonde.core.source.pcap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real captures beside the checkout. */
final class Corpus {
    private Corpus() {}

    static Path folder() {
        String named = System.getProperty("SONDE_CORPUS", System.getenv().getOrDefault("SONDE_CORPUS", ""));
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path found = up.resolve("shared/corpus");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        Assumptions.abort("The corpus of captures is not beside this checkout: set SONDE_CORPUS");
        throw new IllegalStateException();
    }

    static List<Path> captures(String protocol) throws IOException {
        try (Stream<Path> files = Files.list(folder().resolve(protocol))) {
            return files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList();
        }
    }
}

package dev.sonde.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCatalogueTest {
    /** In Java a code begins a string, in the scripts of the set-up it is the first argument of {@code fail}. */
    private static final Pattern USED = Pattern.compile("(?:[\"']|fail )(SD-\\d{4})\\b");

    private static final Pattern ROW =
            Pattern.compile("\\| (SD-\\d{4}) \\| ([^|]+) \\|([^|]*)\\| ([^|]+) \\| ([a-z, -]+) \\|");

    @Test
    void everyCodeInTheSourcesIsOnThePageOfErrorsWithTheModulesThatSayIt() throws IOException {
        Map<String, Set<String>> used = used();
        assertThat(used).hasSizeGreaterThan(50);
        assertThat(documented()).isEqualTo(used);
    }

    @Test
    void everyRowOfThePageSaysWhatAndWhatToDoAndIsThereOnce() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String line : Files.readAllLines(root().resolve("docs/errors.md"))) {
            if (line.startsWith("| SD-")) {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as(line).isTrue();
                assertThat(codes.add(row.group(1))).as(line).isTrue();
            }
        }
        assertThat(codes).isNotEmpty();
    }

    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> codes = new TreeMap<>();
        for (String line : Files.readAllLines(root().resolve("docs/errors.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                codes.put(row.group(1), new TreeSet<>(Set.of(row.group(5).split(", ", -1))));
            }
        }
        return codes;
    }

    private static Map<String, Set<String>> used() throws IOException {
        Map<String, Set<String>> codes = new TreeMap<>();
        for (String module : Set.of(
                "protocol",
                "dissectors",
                "remote-agent",
                "desktop-app/core",
                "desktop-app/ui",
                "desktop-app/cli",
                "e2e/cluster",
                "e2e/shop",
                "installers/jpackage",
                "setup")) {
            try (Stream<Path> files = Files.walk(root().resolve(module))) {
                for (Path file : files.filter(ErrorCatalogueTest::isSource).toList()) {
                    Matcher found = USED.matcher(Files.readString(file));
                    while (found.find()) {
                        codes.computeIfAbsent(found.group(1), code -> new TreeSet<>())
                                .add(module.substring(module.indexOf('/') + 1));
                    }
                }
            }
        }
        return codes;
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        return (path.endsWith(".java") && path.contains("/src/main/")) || path.endsWith(".sh") || path.endsWith(".py");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/errors.md"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "not in a checkout");
        }
        return folder;
    }
}

package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.settings.UserFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole window on a real display: {@code ./sonde test} brings one by xvfb-run where there is none. */
final class WholeWindowTest {
    @Test
    void atTwiceTheSizeKeysLeadToTheStatementItIsPaintedOnTheScreenAndEndsWhenItIsClosed(@TempDir Path folder)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                !System.getenv().getOrDefault("DISPLAY", "").isEmpty(), "There is no display: DISPLAY is not set");
        Path settings = UserFolders.in(folder).settings();
        Files.createDirectories(settings);
        Files.writeString(settings.resolve("settings.conf"), "scale_percent = 200\n");
        Process window = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dprism.order=sw",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WholeWindow.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> said = new String(window.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(window.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("scale 200", "closed");
            assertThat(said)
                    .anyMatch(
                            line -> line.startsWith("statement ")
                                    && line.contains(
                                            "SELECT id, product_id FROM orders WHERE customer_id = ? ORDER BY id DESC LIMIT ?"));
            // A window that is not painted has a handful of colours.
            assertThat(number(said, "colours")).isGreaterThan(200);
            assertThat(window.exitValue()).isZero();
        } finally {
            window.destroyForcibly();
        }
    }

    private static int number(List<String> said, String name) {
        return said.stream()
                .filter(line -> line.startsWith(name + " "))
                .flatMap(line -> Arrays.stream(line.split(" ", -1)).skip(1))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }
}

package dev.sonde.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages the agent of this build twice, from nothing and in two places. */
class RepeatedBuildTest {
    @TempDir
    private Path folder;

    @Test
    void two_builds_in_two_directories_give_the_same_home_and_image_bit_by_bit() throws Exception {
        Path one = build("one");
        Path two = build("somewhere/else");

        assertThat(digests(two.resolve("agent"))).isEqualTo(digests(one.resolve("agent")));
        assertThat(digests(two.resolve("image"))).isEqualTo(digests(one.resolve("image")));
        assertThat(one.resolve("agent/lib/agent.jsa")).exists();
    }

    private Path build(String name) throws IOException, InterruptedException {
        Path target = Files.createDirectories(folder.resolve(name));
        var _ = Run.output(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                PackageAgent.class.getName(),
                target.toString(),
                "1.2.3"));
        return target;
    }

    private static SortedMap<String, String> digests(Path directory) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(directory.relativize(file).toString(), Digest.hexOf(Files.readAllBytes(file)));
            }
        }
        return digests;
    }
}

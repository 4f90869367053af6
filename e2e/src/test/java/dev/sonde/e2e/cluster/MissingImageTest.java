package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.e2e.Sonde;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image that a node can't get is told of at once, by name, with what to do, and is tried once only. */
@OwnCluster
class MissingImageTest {
    @TempDir
    static Path folder;

    private static Pair pair;

    @BeforeAll
    static void start(Cluster cluster) {
        pair = Pair.start(cluster, "imageless");
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost/nothing-here:1, node, can't get the agent's image",
        "localhost/nothing-here:1, debug-pod, can't get the agent's image",
        "Not/Valid:1, pod, has no valid name"
    })
    void itIsNamedAndTriedOnceAndLeavesNoFile(String image, String form, String words, Cluster cluster)
            throws Exception {
        long before = entries();
        Path file = folder.resolve("nothing.sonde");
        Sonde.Outcome outcome = new Watcher(folder, cluster)
                .run("record", "--namespace", "imageless", "--image", image, "--form", form, "--yes", "-o", "" + file);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(file).doesNotExist();
        assertThat(outcome.err()).contains("SD-2328", words, image, "--image");
        assertThat(entries() - before).isEqualTo(form.equals("debug-pod") ? 0 : 2);
    }

    /** Containers of Sonde in the specs of the pods: one for each try. */
    private static long entries() {
        return pair.kubectl("get", "pods", "-o", "jsonpath={.items[*].spec.ephemeralContainers[*].name}")
                .lines()
                .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                .filter(name -> name.startsWith("sonde-"))
                .count();
    }
}

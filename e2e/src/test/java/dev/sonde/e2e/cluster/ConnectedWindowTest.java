package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window connects to a real cluster, shows what a pod answers there, and leaves nothing behind. */
@OwnCluster
class ConnectedWindowTest {
    private static final String NAMESPACE = "windowed";

    /** Asks until it is told to stop. */
    private static final String ASK =
            "while true; do printf 'GET /page HTTP/1.0\\r\\nHost: web\\r\\n\\r\\n' | nc -w 5 web 80; sleep 0.1; done";

    @TempDir
    Path folder;

    private static Cluster cluster;

    @BeforeAll
    static void start(Cluster running) {
        cluster = running;
        cluster.loadAgent();
        cluster.apply(WatchedPodTest.PODS.replace("@NAMESPACE@", NAMESPACE));
        cluster.kubectl("-n", NAMESPACE, "wait", "--for=condition=Ready", "pod", "--all", "--timeout=60s");
    }

    @AfterAll
    static void stop() {
        cluster.forget(NAMESPACE);
    }

    @Test
    void aNamespaceIsPickedWatchedAndLeftFromTheWindow() throws Exception {
        Residue residue = Residue.before(cluster);
        List<String> said = said(line -> {});
        System.out.println("the window in a cluster: " + said);
        assertThat(said)
                .contains("button Start 2 agents in " + NAMESPACE)
                .anyMatch(line -> line.startsWith("first_data_ms "))
                .anyMatch(line -> line.startsWith("left_ms "))
                .anyMatch(line -> line.startsWith("title ") && line.endsWith(" · " + NAMESPACE))
                .noneMatch(line -> line.startsWith("failed"));
        residue.isGoneWithin(Duration.ofSeconds(20));
    }

    @Test
    void aKilledAgentIsSaidToBeMissingUntilAnotherDeliversAndAClosedWindowLeavesNothing() throws Exception {
        Residue residue = Residue.before(cluster);
        List<String> said = said(
                line -> {
                    if (line.equals("watching")) {
                        assertThat(residue.agents()).hasSize(2);
                        residue.killOneAgent();
                    }
                },
                "loses");
        System.out.println("the window without one of its agents: " + said);
        assertThat(said)
                .anyMatch(line -> line.startsWith("banner 1 of 2 agents delivers nothing: " + NAMESPACE + "/")
                        && line.contains("since ")
                        && line.contains("SD-23")
                        && line.contains("Sonde connects again, or puts another agent in."))
                .anyMatch(line -> line.startsWith("whole ") && line.contains("2 agents"))
                .last()
                .isEqualTo("closing");
        residue.isGoneWithin(Duration.ofSeconds(20));
    }

    /** All that the hands say; {@code heard} is told each line as it comes. */
    private List<String> said(Consumer<String> heard, String... more) throws IOException, InterruptedException {
        Process client = cluster.start("-n", NAMESPACE, "exec", "client", "--", "sh", "-c", ASK);
        Process window = window(more);
        try (BufferedReader lines = window.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                heard.accept(line);
            }
            assertThat(window.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            window.destroyForcibly();
            client.destroyForcibly();
        }
    }

    private Process window(String... more) throws IOException {
        Path root = Path.of(System.getProperty("sonde.root"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-cp",
                System.getProperty("java.class.path"),
                Hands.class.getName()));
        String context = cluster.kubectl("config", "current-context").strip();
        command.addAll(List.of(root.resolve("samples/sample.sonde").toString(), context, NAMESPACE, "web"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        // The window is painted in memory, and believes that there is a display.
        builder.environment().put("DISPLAY", "none");
        return builder.start();
    }
}

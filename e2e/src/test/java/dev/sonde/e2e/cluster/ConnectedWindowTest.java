package dev.sonde.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.e2e.RealKernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The window connects to a real cluster, shows what a pod answers there, and leaves nothing behind. */
@RealCluster
@RealKernel
@DisabledIfEnvironmentVariable(
        named = "SONDE_TEST_KUBECONFIG",
        matches = ".+",
        disabledReason = "the agent's image is loaded there by other means")
class ConnectedWindowTest {
    private static final String NAMESPACE = "windowed";

    /** Asks until it is told to stop. */
    private static final String ASK =
            "while true; do printf 'GET /page HTTP/1.0\\r\\nHost: web\\r\\n\\r\\n' | nc -w 5 web 80; sleep 0.1; done";

    @TempDir
    Path folder;

    @Test
    void aNamespaceIsPickedWatchedAndLeftFromTheWindow(Cluster cluster) throws Exception {
        cluster.loadAgent();
        cluster.apply(WatchedPodTest.PODS.replace("@NAMESPACE@", NAMESPACE));
        try {
            cluster.kubectl("-n", NAMESPACE, "wait", "--for=condition=Ready", "pod", "--all", "--timeout=60s");
            Residue residue = Residue.before(cluster);
            List<String> said = said(cluster);
            System.out.println("the window in a cluster: " + said);
            assertThat(said)
                    .contains("button Start 2 agents in " + NAMESPACE)
                    .anyMatch(line -> line.startsWith("first_data_ms "))
                    .anyMatch(line -> line.startsWith("left_ms "))
                    .anyMatch(line -> line.startsWith("title ") && line.endsWith(" · " + NAMESPACE))
                    .noneMatch(line -> line.startsWith("failed"));
            residue.isGoneWithin(Duration.ofSeconds(20));
        } finally {
            cluster.forget(NAMESPACE);
        }
    }

    private List<String> said(Cluster cluster) throws IOException, InterruptedException {
        Process client = cluster.start("-n", NAMESPACE, "exec", "client", "--", "sh", "-c", ASK);
        Process window = window(cluster);
        try {
            List<String> said = new String(window.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(window.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            window.destroyForcibly();
            client.destroyForcibly();
        }
    }

    private Process window(Cluster cluster) throws IOException {
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
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        // The window is painted in memory, and believes that there is a display.
        builder.environment().put("DISPLAY", "none");
        return builder.start();
    }
}

package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.e2e.load.HttpLoad;
import dev.sonde.e2e.server.Nginx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a session ends, two seconds later the kernel holds nothing of it, and the recording opens. */
@RealKernel
class KernelResidueTest {
    @TempDir
    Path folder;

    private Nginx nginx;
    private Sonde sonde;
    private Set<String> before;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(folder);
        sonde = new Sonde(folder);
        before = kernelObjects();
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    @Test
    void anOrderlyEndLeavesNothing() throws Exception {
        Sonde.Recording recording = sonde.record("--port", String.valueOf(nginx.port()));
        assertThat(kernelObjects()).isNotEqualTo(before);
        ask(100);
        assertThat(calls(recording.stop())).isEqualTo(100);
        assertNothingLeft();
    }

    @Test
    void aKilledWorkstationLeavesNothingAndItsRecordingOpensToTheLastSecond() throws Exception {
        try (Sonde.Recording recording = sonde.record("--port", String.valueOf(nginx.port()))) {
            ask(100);
            Thread.sleep(1500);
            recording.process().destroyForcibly().waitFor();
            assertNothingLeft();
            assertThat(calls(recording.file())).isEqualTo(100);
        }
    }

    @Test
    void aKilledAgentLeavesNothingOfItself() throws Exception {
        try (Sonde.Recording recording = sonde.record("--port", String.valueOf(nginx.port()))) {
            ask(100);
            Thread.sleep(1500);
            ProcessHandle agent = recording
                    .process()
                    .descendants()
                    .reduce((first, second) -> second)
                    .orElseThrow();
            Set<String> its = kernelObjects();
            its.removeAll(before);
            agent.destroyForcibly();
            awaitGone(its);
            Path file = recording.stop();
            assertThat(calls(file)).isGreaterThanOrEqualTo(100);
            assertThat(sonde.query(file, "agents"))
                    .anySatisfy(
                            row -> assertThat(row.get("end_reason").asText()).isNotEmpty());
        }
    }

    private void ask(int count) throws IOException {
        try (HttpLoad load = new HttpLoad(InetAddress.ofLiteral("127.0.0.1"), nginx.port())) {
            load.get(new String[] {"/1k.txt"}, count, 10_000);
        }
    }

    private long calls(Path file) throws IOException, InterruptedException {
        long calls = 0;
        for (JsonNode row : sonde.query(file, "overview")) {
            calls += row.get("calls").asLong();
        }
        return calls;
    }

    private void assertNothingLeft() throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(2));
        Set<String> left = left();
        while (!left.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            left = left();
        }
        assertThat(left).isEmpty();
    }

    private static void awaitGone(Set<String> objects) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(2));
        Set<String> left = new TreeSet<>(objects);
        while (!left.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            left.retainAll(kernelObjects());
        }
        assertThat(left).isEmpty();
    }

    private Set<String> left() throws Exception {
        Set<String> now = kernelObjects();
        now.removeAll(before);
        return now;
    }

    private static Set<String> kernelObjects() throws IOException, InterruptedException {
        Set<String> objects = new TreeSet<>();
        for (String kind : new String[] {"prog", "map", "link"}) {
            Process process = new ProcessBuilder("bpftool", "-j", kind, "show").start();
            JsonNode list = new ObjectMapper().readTree(process.getInputStream());
            process.waitFor();
            objects.addAll(list.valueStream()
                    .map(object -> kind + " " + object.get("id").asLong() + " "
                            + object.path("name").asText())
                    .collect(Collectors.toSet()));
        }
        return objects;
    }
}

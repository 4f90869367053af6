package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.HttpLoad;
import dev.sonde.e2e.server.Nginx;
import dev.sonde.e2e.server.SlowServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a recording ends, what was seen is in it, and what went wrong is said. */
@RealKernel
class RecordEndsTest {
    @TempDir
    Path folder;

    private Nginx nginx;
    private Sonde sonde;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(folder);
        sonde = new Sonde(folder);
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    @Test
    void controlCEndsItInOrder() throws Exception {
        try (Sonde.Recording recording = record()) {
            ask(100);
            Thread.sleep(500);
            Sonde.Outcome outcome = recording.interrupt();
            assertThat(outcome.status()).isZero();
            assertThat(outcome.out().strip()).isEqualTo(recording.file().toString());
            assertThat(outcome.err()).isEmpty();
            assertThat(Sonde.calls(sonde.query(recording.file(), "overview"))).isEqualTo(100);
            assertThat(sonde.query(recording.file(), "agents"))
                    .singleElement()
                    .satisfies(agent ->
                            assertThat(agent.get("end_reason").asText()).isEqualTo("stopped"));
        }
    }

    @Test
    void itsTimeEndsIt() throws Exception {
        try (Sonde.Recording recording = sonde.record("--port", port(), "--for", "2s")) {
            ask(50);
            assertThat(recording.await().status()).isZero();
            assertThat(Sonde.calls(sonde.query(recording.file(), "overview"))).isEqualTo(50);
        }
    }

    @Test
    void anAgentThatIsKilledLeavesAGapThatIsSaidAndAnotherGoesOn() throws Exception {
        try (Sonde.Recording recording = record()) {
            ask(100);
            Thread.sleep(1500);
            agent(recording).destroyForcibly();
            awaitAgents(recording.file(), 2);
            ask(70);
            Path file = recording.stop();
            assertThat(Sonde.calls(sonde.query(file, "overview"))).isEqualTo(170);
            List<JsonNode> agents = introduced(file);
            assertThat(agents).hasSize(2);
            assertThat(agents.getFirst().get("end_reason").asText()).isNotEqualTo("stopped");
            assertThat(agents.getLast().get("end_reason").asText()).isEqualTo("stopped");
            assertThat(sonde.query(file, "loss")).anySatisfy(loss -> {
                assertThat(loss.get("cause").asText()).isEqualTo("agent_gap");
                assertThat(loss.get("node").asText())
                        .isEqualTo(agents.getFirst().get("node").asText());
            });
        }
    }

    @Test
    void aFullDiskIsSaidAndWhatWasWrittenBeforeIsReadable() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        sh("mount -t tmpfs -o size=128k none " + disk);
        try (Sonde.Recording recording = sonde.recordTo(disk.resolve("r.sonde"), "--port", port())) {
            ask(200);
            Thread.sleep(1500);
            sh("h2load --h1 -t1 -c8 -n32000 --rps=800 http://127.0.0.1:" + port() + "/1k.txt");
            Thread.sleep(1500);
            Sonde.Outcome outcome = recording.interrupt();
            assertThat(outcome.status()).isEqualTo(3);
            assertThat(outcome.err()).contains("SD-20").doesNotContain("Exception");
            List<JsonNode> endpoints = sonde.query(recording.file(), "endpoints");
            assertThat(Sonde.calls(endpoints)).isBetween(200L, 32_200L);
        } finally {
            sh("umount " + disk);
        }
    }

    @Test
    void somethingElseInTheAgentsPlaceIsNamedForWhatItIs() throws Exception {
        try (SlowServer server = SlowServer.start()) {
            for (String script : List.of(
                    "echo hello; sleep 30",
                    "exit 7",
                    "echo READY port=" + server.port() + "; sleep 30",
                    "echo READY port=nonsense",
                    "cat /dev/urandom")) {
                Path home = folder.resolve("home-" + System.nanoTime());
                Files.createDirectories(home.resolve("bin"));
                Path program = Files.writeString(home.resolve("bin/sonde-agent"), "#!/bin/sh\n" + script + "\n");
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
                Path file = folder.resolve("never.sonde");
                Sonde.Outcome outcome =
                        new Sonde(folder, home.toString()).run("record", "--for", "1s", "-o", file.toString(), "--yes");
                assertThat(outcome.status()).as(script).isEqualTo(1);
                assertThat(outcome.err().strip().lines()).as(script).hasSize(1);
                assertThat(outcome.err()).as(script).startsWith("SD-22").doesNotContain("Exception");
                assertThat(file).doesNotExist();
            }
        }
    }

    private void awaitAgents(Path file, int count) throws IOException, InterruptedException {
        for (int i = 0; i < 40 && introduced(file).size() < count; i++) {
            Thread.sleep(250);
        }
    }

    /** Agents that have said who they are; what is said of a gap comes from no agent. */
    private List<JsonNode> introduced(Path file) throws IOException, InterruptedException {
        return sonde.query(file, "agents").stream()
                .filter(agent -> agent.hasNonNull("kernel"))
                .toList();
    }

    private static ProcessHandle agent(Sonde.Recording recording) {
        return recording
                .process()
                .descendants()
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private Sonde.Recording record() throws IOException, InterruptedException {
        return sonde.record("--port", port());
    }

    private String port() {
        return String.valueOf(nginx.port());
    }

    private void ask(int count) throws IOException {
        try (HttpLoad load = new HttpLoad(InetAddress.ofLiteral("127.0.0.1"), nginx.port())) {
            load.get(new String[] {"/1k.txt"}, count, 10_000);
        }
    }

    private static void sh(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        process.waitFor();
    }
}

package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.e2e.load.HttpLoad;
import dev.sonde.e2e.server.Nginx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent's image, run as a container runtime would: its layers as a read-only root, its configuration's environment and entry
 * point, the host's {@code /proc}, {@code /sys} and {@code /dev}, and few capabilities. Nothing of this system's libraries is in sight.
 */
@RealKernel
class AgentImageRunsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code SYS_PTRACE} to see whose a socket is; {@code SYS_CHROOT} for the test's own {@code chroot}. */
    private static final String CAPABILITIES = "-all,+bpf,+perfmon,+net_admin,+sys_ptrace,+sys_chroot";

    @TempDir
    private static Path folder;

    private static Path root;

    @BeforeAll
    static void unpackTheLayers() throws IOException, InterruptedException {
        root = Files.createDirectories(folder.resolve("root"));
        for (JsonNode layer : manifest().get("layers")) {
            run("tar", "-xzf", blob(layer).toString(), "-C", root.toString());
        }
        for (String mount : List.of("proc", "sys", "dev")) {
            Files.createDirectories(root.resolve(mount));
        }
    }

    @Test
    void holdsEveryLibraryThatItsProgramsNeed() throws IOException, InterruptedException {
        String loader = output("sh", "-c", "ls -d \"$0\"/lib*/ld-linux*", root.toString())
                .strip()
                .substring(root.toString().length());
        for (String library : List.of("/agent/lib/libbpf.so.1", "/agent/runtime/lib/server/libjvm.so")) {
            String needed =
                    output("chroot", root.toString(), loader, "--library-path", "/agent/lib", "--list", library);
            assertThat(needed).as(library).contains("libc.so.6").doesNotContain("not found");
        }
    }

    @Test
    void countsTheRequestsToANginxWithFewCapabilities() throws Exception {
        String[] targets = {"/1k.txt", "/orders/17"};
        Path file;
        try (Nginx nginx = Nginx.start(folder)) {
            try (Sonde.Recording recording =
                    new Sonde(folder, home().toString()).record("--port", String.valueOf(nginx.port()))) {
                try (HttpLoad load = new HttpLoad(InetAddress.ofLiteral("127.0.0.1"), nginx.port())) {
                    load.get(targets, 2000, 1000);
                }
                file = recording.stop();
            }
        }
        Sonde sonde = new Sonde(folder);
        assertThat(Sonde.calls(sonde.query(file, "endpoints"))).isEqualTo(2000);
        assertThat(sonde.query(file, "loss")).isEmpty();
    }

    /** An agent's home whose script runs the image in its place. */
    private static Path home() throws IOException {
        JsonNode config = JSON.readTree(blob(manifest().get("config")).toFile()).get("config");
        List<String> command = new ArrayList<>(List.of("exec env -i \"PATH=$PATH\""));
        config.get("Env").forEach(variable -> command.add(quoted(variable.asText())));
        command.add("setpriv --bounding-set " + CAPABILITIES + " chroot " + quoted(root.toString()));
        config.get("Entrypoint").forEach(word -> command.add(quoted(word.asText())));
        Path home = folder.resolve("home");
        Path inside = Files.createDirectories(home.resolve("bin")).resolve("inside");
        Files.writeString(inside, """
                set -e
                root=%s
                mount --bind "$root" "$root"
                for each in proc sys dev; do mount --rbind /$each "$root/$each"; done
                mount -o remount,bind,ro "$root"
                %s "$@"
                """.formatted(quoted(root.toString()), String.join(" ", command)));
        Path script = home.resolve("bin/sonde-agent");
        Files.writeString(script, "#!/bin/sh\nexec unshare -m sh " + quoted(inside.toString()) + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private static String quoted(String word) {
        return "'" + word + "'";
    }

    private static JsonNode manifest() throws IOException {
        JsonNode index = JSON.readTree(image().resolve("index.json").toFile());
        return JSON.readTree(blob(index.get("manifests").get(0)).toFile());
    }

    private static Path blob(JsonNode descriptor) {
        return image().resolve("blobs/sha256")
                .resolve(descriptor.get("digest").asText().substring("sha256:".length()));
    }

    private static Path image() {
        return Path.of(System.getProperty("sonde.agent.home")).resolveSibling("image");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var _ = output(command);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
        return said;
    }
}

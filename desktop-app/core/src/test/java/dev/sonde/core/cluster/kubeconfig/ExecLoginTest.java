package dev.sonde.core.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sonde.core.error.SondeException;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ClusterBuilder;
import io.fabric8.kubernetes.api.model.ExecConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Login programs as they are met: missing, failing, waiting for a person, talking nonsense, and working. */
class ExecLoginTest {
    private static final String VERSION = "client.authentication.k8s.io/v1";

    @TempDir
    Path folder;

    private ExecConfigBuilder program(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("login"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new ExecConfigBuilder().withApiVersion(VERSION).withCommand(file.toString());
    }

    private static ExecLogin login(ExecConfigBuilder exec) {
        return login(exec, Duration.ofSeconds(20));
    }

    private static ExecLogin login(ExecConfigBuilder exec, Duration patience) {
        Cluster cluster = new ClusterBuilder().withServer("https://eu.example").build();
        return new ExecLogin("prod", exec.build(), cluster, patience);
    }

    private static SondeException failure(ExecLogin login) {
        return catchThrowableOfType(SondeException.class, login::credential);
    }

    private static String answer(String status) {
        return "echo '{\"apiVersion\":\"" + VERSION + "\",\"kind\":\"ExecCredential\",\"status\":{" + status + "}}'";
    }

    @Test
    void itsTokenIsTakenAndTheProgramKnowsWhatItIsAskedFor() throws IOException {
        ExecConfigBuilder exec = program(
                        "echo \"$KUBERNETES_EXEC_INFO $WHO $1\" >\"$0.asked\"; " + answer("\"token\":\"t1\""))
                .addNewEnv("WHO", "anna")
                .withArgs("eks")
                .withProvideClusterInfo(true);
        assertThat(login(exec).credential().token()).isEqualTo("t1");
        assertThat(folder.resolve("login.asked"))
                .content()
                .contains(VERSION, "\"kind\":\"ExecCredential\"", "\"interactive\":false", "https://eu.example")
                .endsWith("anna eks\n");
    }

    @Test
    void itRunsAgainOnlyWhenItsTokenIsAboutToEnd() throws IOException {
        String counted = "echo x >>\"$0.runs\"; ";
        ExecLogin lasting = login(program(counted
                + answer("\"token\":\"t\",\"expirationTimestamp\":\""
                        + Instant.now().plusSeconds(900) + "\"")));
        lasting.credential();
        lasting.credential();
        assertThat(Files.readAllLines(folder.resolve("login.runs"))).hasSize(1);
        ExecLogin ending =
                login(program(counted + answer("\"token\":\"t\",\"expirationTimestamp\":\"" + Instant.now() + "\"")));
        ending.credential();
        ending.credential();
        assertThat(Files.readAllLines(folder.resolve("login.runs"))).hasSize(3);
    }

    @Test
    void oneThatIsNotInstalledSaysHowToGetIt() {
        ExecConfigBuilder missing =
                new ExecConfigBuilder().withApiVersion(VERSION).withCommand("gke-gcloud-auth-plugin-that-is-not-here");
        assertThat(failure(login(missing)))
                .extracting(SondeException::code, e -> e.remedy().contains("PATH"))
                .containsExactly("SD-2314", true);
        assertThat(failure(login(missing.withInstallHint("Install it by\n  gcloud components install")))
                        .remedy())
                .isEqualTo("Install it by gcloud components install");
    }

    @Test
    void oneThatFailsIsQuoted() throws IOException {
        SondeException failure = failure(login(program("echo 'Error: the SSO session has expired' >&2; exit 255")));
        assertThat(failure.code()).isEqualTo("SD-2315");
        assertThat(failure.why()).contains("status 255", "the SSO session has expired");
        assertThat(failure.remedy()).contains("kubectl --context prod");
    }

    @Test
    void oneThatWaitsForAPersonIsNotWaitedForForever() throws IOException {
        SondeException failure = failure(login(
                program("echo 'Open https://login.example and enter ABCD' >&2; sleep 60"), Duration.ofSeconds(3)));
        assertThat(failure.code()).isEqualTo("SD-2316");
        assertThat(failure.why()).contains("3 s", "enter ABCD");
    }

    @Test
    void oneThatNeedsATerminalIsNotRun() throws IOException {
        ExecConfigBuilder exec =
                program("touch \"$0.ran\"; " + answer("\"token\":\"t\"")).withInteractiveMode("Always");
        assertThat(failure(login(exec)).why()).contains("terminal");
        assertThat(folder.resolve("login.ran")).doesNotExist();
    }

    @Test
    void nonsenseIsSaidToBeOfNoUse() throws IOException {
        for (String said : new String[] {"echo hello", "true", answer("\"token\":\"\""), "echo '[]'"}) {
            assertThat(failure(login(program(said))).code()).as(said).isEqualTo("SD-2317");
        }
    }

    @Test
    void whoDoesNotWantToWaitAnyLongerEndsTheProgram() throws Exception {
        ExecLogin login = login(program("echo $$ >\"$0.pid\"; exec sleep 60"));
        CompletableFuture<SondeException> failure = new CompletableFuture<>();
        Thread waits = Thread.ofPlatform().start(() -> failure.complete(failure(login)));
        Path pid = folder.resolve("login.pid");
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            Thread.sleep(10);
        }
        waits.interrupt();
        assertThat(failure.get(10, TimeUnit.SECONDS).code()).isEqualTo("SD-2307");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(process -> process.onExit().join());
    }
}

package dev.sonde.core.source.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.Scope;
import dev.sonde.core.source.SourceListener;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are no agents, or agents that fail: each must end in an error for people. */
final class LocalAgentSourceTest {
    @TempDir
    Path home;

    @BeforeEach
    void pointAtThisHome() {
        Assumptions.assumeTrue(
                System.getProperty("user.name").equals("root"), "an agent is started directly by root only");
        System.setProperty(AgentLauncher.HOME_PROPERTY, home.toString());
    }

    @AfterEach
    void forgetThisHome() {
        System.clearProperty(AgentLauncher.HOME_PROPERTY);
    }

    @Test
    void passesOnWhatTheAgentSaysOfItsFailure() throws Exception {
        SondeException failure = failureOf(
                "echo 'FAILED code=SD-1012 what=No+type+information why=there+is+no+BTF remedy=Use+another+kernel'; exit 1");
        assertThat(failure.oneLine()).isEqualTo("SD-1012: No type information. there is no BTF. Use another kernel");
    }

    @Test
    void saysThatAProgramWhichTalksOtherwiseIsNoAgent() throws Exception {
        assertThat(failureOf("echo hello; sleep 5").code()).isEqualTo("SD-2204");
        assertThat(failureOf("echo READY port=what; sleep 5").code()).isEqualTo("SD-2204");
    }

    @Test
    void tellsHowAnAgentEndedAndWhatItSaidLast() throws Exception {
        SondeException failure = failureOf("echo 'out of luck' >&2; exit 7");
        assertThat(failure.code()).isEqualTo("SD-2206");
        assertThat(failure.oneLine()).contains("exit status 7").contains("out of luck");
    }

    @Test
    void saysOfAnAgentThatWasLeftAloneThatTheWorkstationStoodStill() throws Exception {
        SondeException failure = failureOf("echo 'sonde-agent: ended: lease expired' >&2; exit 0");
        assertThat(failure.code()).isEqualTo("SD-2206");
        assertThat(failure.oneLine()).contains("stood still").contains("30 s");
    }

    @Test
    void talksToNobodyButTheAgentItStarted() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answer(stranger));
            SondeException failure = failureOf("echo READY port=" + stranger.getLocalPort() + "; sleep 30");
            assertThat(failure.code()).isEqualTo("SD-2204");
        }
    }

    private static void answer(ServerSocket stranger) {
        try {
            while (true) {
                try (Socket socket = stranger.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            assertThat(stranger.isClosed()).isTrue();
        }
    }

    @Test
    void aProgramThatWantsNoKeysIsNoHang() throws Exception {
        assertThat(failureOf("exec <&-; exec >&-; exit 0").code()).isEqualTo("SD-2206");
    }

    private SondeException failureOf(String script) throws Exception {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path program = bin.resolve("sonde-agent");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        CompletableFuture<SondeException> failure = new CompletableFuture<>();
        try (LocalAgentSource source = new LocalAgentSource(Scope.ALL)) {
            source.start(new SourceListener() {
                @Override
                public void batch(Batch batch) {
                    failure.completeExceptionally(new AssertionError("a batch from nowhere"));
                }

                @Override
                public void state(SourceState state) {
                    if (state instanceof SourceState.Failed(SondeException reason)) {
                        failure.complete(reason);
                    }
                }
            });
            return failure.get(40, TimeUnit.SECONDS);
        }
    }
}

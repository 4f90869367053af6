package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the input is said in one line with a code, and what can be done. */
class BadInputTest {
    @TempDir
    Path folder;

    private Sonde sonde;

    @BeforeEach
    void start() {
        sonde = new Sonde(folder);
    }

    @Test
    void aFileThatIsNoRecordingIsNamedForWhatItIs() throws Exception {
        for (String content :
                List.of("", "GIF89a and more", "\u001f\u008b\b\0 some gzip", "hello\n", "PK\u0003\u0004 zip")) {
            Path file = folder.resolve("foreign.sonde");
            Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
            assertFails(sonde.run("info", file.toString()));
            assertFails(sonde.run("query", file.toString(), "overview"));
        }
    }

    @Test
    void aMissingFileIsSaidToBeMissing() throws Exception {
        Sonde.Outcome outcome = sonde.run("query", folder.resolve("none.sonde").toString(), "overview");
        assertFails(outcome);
        assertThat(outcome.err()).contains("none.sonde");
    }

    @Test
    void wrongUsageEndsWithTwoAndSaysWhatIsRight() throws Exception {
        assertThat(sonde.run("query").status()).isEqualTo(2);
        assertThat(sonde.run("nonsense-command", "--nonsense").status()).isEqualTo(2);
    }

    @Test
    @RealKernel
    void withoutPrivilegesRecordingSaysWhatIsMissing() throws Exception {
        // Root without any capability: the files of the build stay readable, the kernel refuses all that matters.
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
        command.addAll(sonde.command(
                "record", "--for", "1s", "-o", folder.resolve("x.sonde").toString(), "--yes"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said).containsPattern("SD-\\d{4}").doesNotContain("Exception");
    }

    @Test
    @RealKernel
    void withoutBtfRecordingSaysSo() throws Exception {
        String inside = "mount -t tmpfs none /sys/kernel/btf && exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", inside, "sh"));
        command.addAll(sonde.command(
                "record", "--for", "1s", "-o", folder.resolve("x.sonde").toString(), "--yes"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said).containsPattern("SD-\\d{4}").contains("BTF").doesNotContain("Exception");
    }

    private static void assertFails(Sonde.Outcome outcome) throws IOException {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith("SD-").doesNotContain("Exception");
    }
}

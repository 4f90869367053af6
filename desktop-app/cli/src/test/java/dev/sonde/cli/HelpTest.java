package dev.sonde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says of itself, and what it answers to what it does not understand. */
final class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"record", "query", "watch", "screenshot", "info", "doctor", "bench", "cluster", "image"})
    void everyCommandHasHelpWithExamples(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("Usage: sonde " + command, "Examples:", "  sonde " + command, "--quiet", "--verbose");
    }

    @Test
    void theCommandItselfListsTheOthers() {
        Run run = Run.of("--help");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "Examples:",
                        "record",
                        "query",
                        "watch",
                        "screenshot",
                        "info",
                        "doctor",
                        "bench",
                        "cluster",
                        "image");
    }

    @Test
    void helpHasNoColourOutsideOfATerminal() {
        assertThat(Run.of("query", "--help").out()).doesNotContain("\u001b");
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(Run.of("--version").out()).matches("sonde \\d+\\.\\d+\\.\\d+\\R");
    }

    @Test
    void aMistypedCommandIsWrongUsageAndIsNoFile() {
        Run run = Run.of("recrod");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err())
                .startsWith("SD-3112: ")
                .contains("recrod", "--help")
                .hasLineCount(1);
    }

    @Test
    void imagesAreLoadedIntoOnePlaceThatIsNamed() {
        assertThat(Run.of("image").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(Run.of("image", "load").err()).startsWith("SD-3100").contains("--kind", "--containerd");
        assertThat(Run.of("image", "load", "--k3s", "--kind", "dev").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(Run.of("image", "load", "--help").out()).contains("Examples:", "sonde image load --kind dev");
    }

    @Test
    void anUnknownOptionIsWrongUsageWithASuggestion() {
        Run run = Run.of("query", "a.sonde", "sql", "--colums", "calls");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err())
                .startsWith("SD-3100: ")
                .contains("--colums", "--columns", "query --help")
                .hasLineCount(1);
    }

    @Test
    void missingParametersAreWrongUsage() {
        assertThat(Run.of("query").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(Run.of("info").err()).contains("FILE");
        assertThat(Run.of("screenshot", "a.sonde").err()).contains("-o");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--context=prod", "--namespace=shop", "--pod=cart-1", "--node=n1", "--workload=deployment/cart"})
    void aKubeconfigThatWasNamedAndIsNotThereIsSaidToBeMissing(String option, @TempDir Path empty) {
        Run run = Run.of("record", option, "--kubeconfig=" + empty.resolve("none"));
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).startsWith("SD-2301: ").contains("not there").hasLineCount(1);
    }

    @Test
    void nothingIsPutIntoAClusterWithoutAYes(@TempDir Path directory) throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: prod, context: {cluster: c, user: u}}]
                """);
        Run run = Run.of("record", "--context=prod", "--kubeconfig=" + kubeconfig);
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err())
                .startsWith("SD-3123: Nothing is put into prod without a yes")
                .hasLineCount(1);
    }

    @Test
    void valuesThatCanNotBeAreWrongUsage() {
        assertThat(Run.of("record", "--port", "70000").err()).startsWith("SD-3101");
        assertThat(Run.of("record", "--for", "soon").err())
                .startsWith("SD-3100")
                .contains("30s");
        assertThat(Run.of("record", "--pid", "x").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(Run.of("record", "--pid", "-1").err()).startsWith("SD-3127").hasLineCount(1);
        assertThat(Run.of("info", "a", "--format", "xml").err()).contains("'xml' is none of table, json, jsonl, csv.");
        assertThat(Run.of("screenshot", "a", "--size", "big", "-o", "b").err()).contains("1600x1000");
    }
}

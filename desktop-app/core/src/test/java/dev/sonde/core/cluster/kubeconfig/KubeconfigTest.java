package dev.sonde.core.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    private static final String GOOD = """
            apiVersion: v1
            kind: Config
            current-context: prod
            clusters:
            - {name: eu, cluster: {server: "https://eu.example:6443", certificate-authority: ca/eu.pem}}
            users:
            - {name: anna, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: /opt/bin/aws, args: [eks]}}}
            - {name: ci, user: {client-certificate: ci.pem, client-key: ci.key}}
            contexts:
            - {name: prod, context: {cluster: eu, user: anna, namespace: shop}}
            - {name: lost, context: {cluster: gone, user: anna}}
            - {name: nobody, context: {cluster: eu, user: missing}}
            """;

    private static final String OTHER = """
            apiVersion: v1
            kind: Config
            current-context: staging
            clusters:
            - {name: eu, cluster: {server: "https://other.example"}}
            users:
            - {name: t, user: {token: abc}}
            contexts:
            - {name: staging, context: {cluster: eu, user: t}}
            - {name: ci, context: {cluster: eu, user: ci}}
            """;

    private static Kubeconfig read(Path directory, String... texts) throws IOException {
        List<Path> files = new java.util.ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            files.add(Files.writeString(directory.resolve("config" + i), texts[i]));
        }
        return Kubeconfig.read(files);
    }

    @Test
    void ofFilesThatNameTheSameThingTheFirstWins(@TempDir Path directory) throws IOException {
        Kubeconfig merged = read(directory, GOOD, OTHER);

        assertThat(merged.contexts())
                .extracting(ClusterContext::name)
                .containsExactly("prod", "lost", "nobody", "staging", "ci");
        assertThat(merged.current()).map(ClusterContext::name).contains("prod");
        assertThat(merged.context("staging").orElseThrow().target().server()).isEqualTo("https://eu.example:6443");
    }

    @Test
    void saysHowEachUserIsKnownAndWhichNamespaceIsMeant(@TempDir Path directory) throws IOException {
        Kubeconfig merged = read(directory, GOOD, OTHER);

        assertThat(merged.context("prod").orElseThrow())
                .extracting(ClusterContext::authentication, ClusterContext::namespace, ClusterContext::current)
                .containsExactly("exec aws", "shop", true);
        assertThat(merged.context("staging").orElseThrow().authentication()).isEqualTo("token");
        assertThat(merged.context("ci").orElseThrow().authentication()).isEqualTo("client certificate");
        assertThat(merged.context("ci").orElseThrow().namespace()).isEqualTo("default");
    }

    @Test
    void aBrokenFileAndBrokenContextsHideNoneOfTheGood(@TempDir Path directory) throws IOException {
        Kubeconfig merged = read(directory, "contexts: [}", GOOD, "just words");

        assertThat(merged.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("SD-2301"));
        assertThat(merged.context("prod").orElseThrow().isUsable()).isTrue();
        assertThat(merged.context("lost").orElseThrow().problem()).isNotNull();
        assertThatThrownBy(() -> merged.access("nobody"))
                .isInstanceOfSatisfying(
                        SondeException.class, e -> assertThat(e.code()).isEqualTo("SD-2302"));
    }

    @Test
    void oneContextStandsAloneWithAbsolutePathsAndNothingOfTheOthers(@TempDir Path directory) throws IOException {
        Kubeconfig merged = read(directory, GOOD, OTHER);

        String alone = merged.access("ci").kubeconfig();

        assertThat(alone)
                .contains(
                        directory.resolve("ca/eu.pem").toString(),
                        directory.resolve("ci.pem").toString())
                .doesNotContain("staging", "abc", "anna");
        Access prod = merged.access("prod");
        assertThat(prod.login()).hasToString("/opt/bin/aws");
        assertThat(prod.kubeconfig()).doesNotContain("aws");
        assertThat(merged.accessOfNobody("prod").login()).isNull();
    }

    @Test
    void whatIsEmptyOrAbsentHasNoContextsAndNoProblems(@TempDir Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "");
        Kubeconfig nothing = Kubeconfig.read(List.of(empty, directory.resolve("absent")));
        assertThat(nothing.contexts()).isEmpty();
        assertThat(nothing.problems()).isEmpty();
        assertThat(nothing.current()).isEmpty();
        assertThatThrownBy(() -> nothing.access("prod"))
                .isInstanceOfSatisfying(
                        SondeException.class, e -> assertThat(e.oneLine()).contains("SD-2303", "No kubeconfig"));
    }

    @Test
    void aContextWithoutAClusterSaysSoAndOneWithoutAUserIsNobody(@TempDir Path directory) throws IOException {
        Kubeconfig merged = read(directory, """
                apiVersion: v1
                kind: Config
                clusters: [{name: eu, cluster: {server: "https://eu.example"}}, {name: bare, cluster: {}}, {name: none}]
                contexts:
                - {name: empty}
                - {name: open, context: {cluster: eu}}
                - {name: bare, context: {cluster: bare}}
                - {name: none, context: {cluster: none}}
                """);
        assertThat(merged.context("empty").orElseThrow().problem())
                .extracting(SondeException::why)
                .isEqualTo("It names no cluster");
        assertThat(merged.context("bare").orElseThrow().problem()).isNotNull();
        assertThat(merged.context("none").orElseThrow().problem()).isNotNull();
        ClusterContext open = merged.context("open").orElseThrow();
        assertThat(open.isUsable()).isTrue();
        assertThat(open.user()).isEmpty();
        assertThat(open.namespace()).isEqualTo("default");
        assertThat(merged.access("open").login()).isNull();
    }

    @Test
    void anUnknownContextIsSaidToBeUnknownWithThoseThereAre(@TempDir Path directory) throws IOException {
        Kubeconfig merged = read(directory, OTHER);
        assertThatThrownBy(() -> merged.access("prod"))
                .isInstanceOfSatisfying(
                        SondeException.class, e -> assertThat(e.oneLine()).contains("SD-2303", "staging"));
    }
}

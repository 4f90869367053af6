package dev.sonde.core.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterApiTest {
    private static final String CONFIG = """
            apiVersion: v1
            kind: Config
            clusters:
            - {name: c, cluster: {server: "https://127.0.0.1:1"}}
            users:
            - {name: u, user: {client-certificate: u.crt, client-key: u.key}}
            contexts:
            - {name: c, context: {cluster: c, user: u}}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void aClientsKeyInAFileIsTakenForWhatItIs(String kind) throws IOException {
        HeldCertificate.Builder builder = new HeldCertificate.Builder();
        HeldCertificate certificate = (kind.equals("EC") ? builder.ecdsa256() : builder.rsa2048()).build();
        try (ClusterApi api =
                ClusterApi.open(config(certificate.certificatePem(), certificate.privateKeyPkcs8Pem()), "c")) {
            assertThat(api.context()).isEqualTo("c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key"})
    void aKeyThatIsNoneIsSaidToBeTheContextsFault(String key) throws IOException {
        Kubeconfig config = config(new HeldCertificate.Builder().build().certificatePem(), key);
        assertThatThrownBy(() -> ClusterApi.open(config, "c"))
                .isInstanceOfSatisfying(
                        SondeException.class, e -> assertThat(e.code()).isEqualTo("SD-2304"));
    }

    private Kubeconfig config(String certificate, String key) throws IOException {
        Files.writeString(folder.resolve("u.crt"), certificate);
        Files.writeString(folder.resolve("u.key"), key);
        return Kubeconfig.read(List.of(Files.writeString(folder.resolve("config"), CONFIG)));
    }
}

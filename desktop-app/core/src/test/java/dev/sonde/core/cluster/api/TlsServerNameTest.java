package dev.sonde.core.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server behind a tunnel is known by the name in the kubeconfig, and by no other. */
class TlsServerNameTest {
    private static final String NAME = "api.cluster.example";

    @TempDir
    Path folder;

    private final HeldCertificate certificate = new HeldCertificate.Builder()
            .addSubjectAlternativeName(NAME)
            .addSubjectAlternativeName("localhost")
            .build();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpsServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext()));
        server.createContext("/version", exchange -> {
            ExtendedSSLSession session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            session.getRequestedServerNames().forEach(name -> asked.add(((SNIHostName) name).getAsciiName()));
            byte[] body = "{\"gitVersion\":\"v1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Reach reach(String host, String name) throws IOException {
        String config = """
                apiVersion: v1
                kind: Config
                clusters:
                - name: c
                  cluster: {server: "https://%s:%d", certificate-authority: ca.pem, tls-server-name: %s}
                users:
                - {name: u, user: {token: abc}}
                contexts:
                - {name: c, context: {cluster: c, user: u}}
                """.formatted(host, server.getAddress().getPort(), name);
        Files.writeString(folder.resolve("ca.pem"), certificate.certificatePem());
        Path file = Files.writeString(folder.resolve("config"), config);
        try (ClusterApi api = ClusterApi.open(Kubeconfig.read(List.of(file)), "c")) {
            return Reach.of(api);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void itIsAskedForByItsNameAndKnownByIt(String host) throws IOException {
        assertThat(reach(host, NAME)).isInstanceOf(Reach.Answers.class);
        assertThat(asked).isNotEmpty().containsOnly(NAME);
    }

    @Test
    void oneWhoseCertificateHasOnlyTheAddressesNameIsRefused() throws IOException {
        assertThat(reach("localhost", "other.example"))
                .isInstanceOfSatisfying(
                        Reach.Silent.class,
                        silent -> assertThat(silent.reason().code()).isEqualTo("SD-2306"));
        assertThat(asked).isEmpty();
    }
}

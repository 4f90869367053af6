package dev.sonde.core.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.error.SondeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API servers that can't be used, each told of by what is wrong with it. */
class TroubleTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    Path folder;

    private ClusterApi api(String server, String ofCluster) throws IOException {
        String config = """
                apiVersion: v1
                kind: Config
                clusters:
                - {name: c, cluster: {server: "%s"%s}}
                users:
                - {name: u, user: {token: abc}}
                contexts:
                - {name: c, context: {cluster: c, user: u}}
                """.formatted(server, ofCluster);
        return ClusterApi.open(Kubeconfig.read(List.of(Files.writeString(folder.resolve("config"), config))), "c");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }

    private static SondeException failure(ClusterApi api) {
        return catchThrowableOfType(SondeException.class, () -> api.get("/version"));
    }

    @Test
    void oneWhereNobodyListens() throws IOException {
        int free = freePort();
        try (ClusterApi api = api("https://127.0.0.1:" + free, "")) {
            SondeException failure = failure(api);
            assertThat(failure.code()).isEqualTo("SD-2305");
            assertThat(failure.why()).contains("127.0.0.1:" + free, "nobody listens there");
        }
    }

    @Test
    void oneWhoseProxyIsNotThere() throws IOException {
        int free = freePort();
        try (ClusterApi api =
                api("https://192.0.2.1:6443", ", proxy-url: \"http://me:secret@127.0.0.1:" + free + "\"")) {
            assertThat(failure(api).why())
                    .contains("192.0.2.1:6443", "through the proxy http://127.0.0.1:" + free + ": nobody listens there")
                    .doesNotContain("secret");
        }
    }

    @Test
    void oneWhoseAuthorityIsInNoFile() {
        SondeException failure = catchThrowableOfType(SondeException.class, () -> {
            try (ClusterApi api = api("https://127.0.0.1:1", ", certificate-authority: lost.pem")) {
                api.get("/version");
            }
        });
        assertThat(failure.code()).isEqualTo("SD-2304");
        assertThat(failure.why()).isEqualTo("there is no file " + folder.resolve("lost.pem"));
    }

    @Test
    void oneWhoseAddressIsNone() {
        SondeException failure = catchThrowableOfType(
                SondeException.class, () -> api("127.0.0.1:::1", "").close());
        assertThat(failure.code()).isEqualTo("SD-2304");
        assertThat(failure.why())
                .startsWith("the address of its server can't be read")
                .contains("::1");
    }

    @Test
    void oneWhoseNameIsNotKnown() throws IOException {
        try (ClusterApi api = api("https://api.invalid:6443", "")) {
            SondeException failure = failure(api);
            assertThat(failure.code()).isEqualTo("SD-2305");
            assertThat(failure.why()).contains("api.invalid", "no such host");
        }
    }

    @Test
    void oneThatTakesConnectionsAndSaysNothingIsGivenUpWithinSecondsOrWhenNobodyWants() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, HERE);
                ClusterApi api = api("https://127.0.0.1:" + mute.getLocalPort(), "")) {
            CompletableFuture<SondeException> givenUp = new CompletableFuture<>();
            Thread asks = Thread.ofPlatform().start(() -> givenUp.complete(failure(api)));
            mute.accept();
            asks.interrupt();
            assertThat(givenUp.get(5, TimeUnit.SECONDS).code()).isEqualTo("SD-2307");
            SondeException failure = failure(api);
            assertThat(failure.code()).isEqualTo("SD-2305");
            assertThat(failure.why()).contains("nothing came in 6 s");
        }
    }

    @Test
    void oneWithACertificateOfAnotherAuthority() throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext()));
        server.start();
        Files.writeString(
                folder.resolve("ca.pem"), new HeldCertificate.Builder().build().certificatePem());
        try (ClusterApi api =
                api("https://127.0.0.1:" + server.getAddress().getPort(), ", certificate-authority: ca.pem")) {
            SondeException failure = failure(api);
            assertThat(failure.code()).isEqualTo("SD-2306");
            assertThat(failure.remedy()).contains("certificate-authority");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void oneThatDoesNotKnowTheUser() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"message\":\"Unauthorized\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (ClusterApi api = api("http://127.0.0.1:" + server.getAddress().getPort(), "")) {
            assertThat(Reach.of(api))
                    .isInstanceOfSatisfying(
                            Reach.Silent.class,
                            silent -> assertThat(silent.reason().oneLine()).contains("SD-2308", "Log in again"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void oneBehindAProxyIsAskedForThereAndItsRefusalIsQuoted() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 5, HERE)) {
            CompletableFuture<String> asked = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> refuseAll(proxy, asked));
            try (ClusterApi api =
                    api("https://api.invalid:6443", ", proxy-url: \"http://127.0.0.1:" + proxy.getLocalPort() + "\"")) {
                SondeException failure = failure(api);
                assertThat(asked.get(5, TimeUnit.SECONDS)).startsWith("CONNECT api.invalid:6443 ");
                assertThat(failure.code()).isEqualTo("SD-2305");
                assertThat(failure.why()).contains("403");
            }
        }
    }

    private static void refuseAll(ServerSocket proxy, CompletableFuture<String> asked) {
        while (!proxy.isClosed()) {
            try (Socket client = proxy.accept()) {
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                asked.complete(reader.readLine());
                while (!reader.readLine().isEmpty()) {
                    // The rest of the head says nothing of interest.
                }
                client.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // It was closed, which ends the loop.
                asked.complete("");
            }
        }
    }
}

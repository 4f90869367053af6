package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.RawHttp;
import dev.sonde.e2e.server.AnswerServer;
import dev.sonde.e2e.server.JavaServer;
import dev.sonde.e2e.server.Nginx;
import dev.sonde.e2e.server.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real servers are asked as no well-behaved client does: each request is one exchange with the status that its client was told. */
@RealKernel
class HttpOddServersTest {
    private static final int BY_PROXY = 20;

    @TempDir
    static Path folder;

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static final Map<String, Integer> PORTS = new TreeMap<>();
    private static final Map<String, List<String>> TOLD = new TreeMap<>();
    private static Path file;
    private static List<JsonNode> exchanges;
    private static Sonde sonde;

    @BeforeAll
    static void askAllServersOddly() throws Exception {
        sonde = new Sonde(folder);
        Nginx nginx = opened(Nginx.start(folder));
        AnswerServer node = opened(AnswerServer.node(folder));
        PORTS.put("nginx", nginx.port());
        PORTS.put("node", node.port());
        PORTS.put("python", opened(AnswerServer.python(folder)).port());
        PORTS.put("java", opened(JavaServer.start()).port());
        Path go = Path.of("/usr/local/go/bin/go");
        if (Files.isExecutable(go)) {
            PORTS.put("go", opened(AnswerServer.go(folder, go)).port());
        }
        Proxy proxy = opened(Proxy.start(folder.resolve("proxy"), node.port()));
        List<String> options = new ArrayList<>(List.of("--port", String.valueOf(proxy.port())));
        PORTS.values().forEach(port -> options.addAll(List.of("--port", String.valueOf(port))));
        try (Sonde.Recording recording = sonde.record(options.toArray(String[]::new))) {
            for (Map.Entry<String, Integer> server : PORTS.entrySet()) {
                TOLD.put(server.getKey(), AnswerServer.askOddly(folder, server.getValue(), forms(server.getKey())));
            }
            byProxy(proxy.port());
            byTunnel(node.port(), nginx.port());
            file = recording.stop();
        }
        PORTS.put("proxy", proxy.port());
        exchanges = sonde.query(file, "exchanges");
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : OPEN) {
            each.close();
        }
    }

    static Stream<String> servers() {
        return TOLD.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void eachRequestIsOneExchangeWithTheStatusThatItsClientWasTold(String server) {
        assertThat(counts(seen(server)
                        .filter(each -> !each.contains("/tunnel") && !each.contains("/proxied"))
                        .filter(each -> !each.contains("/kept/") && !each.startsWith("CONNECT"))))
                .isEqualTo(counts(Objects.requireNonNull(TOLD.get(server)).stream()));
    }

    @Test
    void bothLegsOfWhatAProxyPassesOnAreSeen() {
        for (String path : List.of("GET /proxied 200", "GET /kept/alive 200")) {
            assertThat(counts(seen("proxy"))).containsEntry(path, (long) BY_PROXY);
            assertThat(counts(seen("node"))).containsEntry(path, (long) BY_PROXY);
        }
        assertThat(rows("node").filter(row -> row.get("endpoint").asText().equals("GET /kept/alive")))
                .allSatisfy(row -> assertThat(row.get("client").asText()).isEqualTo("nginx"));
    }

    @Test
    void aTunnelIsOneExchangeAndWhatPassesItIsSeenWhereItLeads() throws Exception {
        assertThat(counts(seen("node"))).containsEntry("CONNECT 127.0.0.1:" + PORTS.get("nginx") + " 200", 1L);
        assertThat(counts(seen("nginx"))).containsEntry("GET /tunnel 404", 3L);
        assertThat(counts(seen("node"))).doesNotContainKey("GET /tunnel 404");
        assertThat(opaque()).contains("http: tunnel");
    }

    @Test
    void whatIsNoHttp1IsSaid() throws Exception {
        assertThat(opaque()).contains("tls", "http2: not decoded yet");
    }

    @Test
    void nothingIsLost() throws Exception {
        assertThat(sonde.query(file, "loss")).isEmpty();
    }

    /** Python's server reads no body in chunks, but takes it for requests. */
    private static String[] forms(String server) {
        return server.equals("python")
                ? new String[] {
                    "long_targets",
                    "long_heads",
                    "split_heads",
                    "targets",
                    "methods",
                    "lines",
                    "kept",
                    "mixed_burst",
                    "no_requests"
                }
                : new String[0];
    }

    private static List<String> opaque() throws Exception {
        return sonde.query(file, "connections").stream()
                .map(row -> row.path("opaque").asText())
                .toList();
    }

    private static void byProxy(int port) throws Exception {
        try (RawHttp client = new RawHttp(port)) {
            for (int i = 0; i < BY_PROXY; i++) {
                client.ask("GET", "/proxied", 0);
                client.ask("GET", "/kept/alive", 0);
            }
        }
    }

    private static void byTunnel(int proxy, int port) throws Exception {
        try (RawHttp client = new RawHttp(proxy)) {
            client.tunnel("127.0.0.1:" + port);
            for (int i = 0; i < 3; i++) {
                client.ask("GET", "/tunnel", 0);
            }
        }
    }

    private static Stream<String> seen(String server) {
        return rows(server)
                .map(row -> row.get("endpoint").asText() + " "
                        + (row.get("status").isNull()
                                ? "none"
                                : row.get("status").asText()));
    }

    private static Stream<JsonNode> rows(String server) {
        int port = Objects.requireNonNull(PORTS.get(server));
        return exchanges.stream().filter(row -> row.get("server_port").asInt() == port);
    }

    private static Map<String, Long> counts(Stream<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        lines.forEach(line -> counts.merge(line, 1L, Long::sum));
        return counts;
    }

    private static <T extends AutoCloseable> T opened(T one) {
        OPEN.add(one);
        return one;
    }
}

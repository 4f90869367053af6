package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.server.AnswerServer;
import dev.sonde.e2e.server.Nginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real servers answer in every form that HTTP/1 has: what they and their clients write down is what is recorded. */
@RealKernel
class HttpServersTest {
    private static final String[] FORMS_OF_NGINX = {"bodyless", "upload", "refused", "old", "reset_by_the_client"};

    @TempDir
    static Path folder;

    private static final Map<String, AnswerServer> SERVERS = new TreeMap<>();
    private static final Map<String, List<String>> ASKED = new TreeMap<>();
    private static Nginx nginx;
    private static Path file;
    private static List<JsonNode> exchanges;
    private static Sonde sonde;

    @BeforeAll
    static void askAllServersInAllForms() throws Exception {
        sonde = new Sonde(folder);
        SERVERS.put("node", AnswerServer.node(folder));
        SERVERS.put("python", AnswerServer.python(folder));
        Path go = Stream.of("/usr/local/go/bin/go", "/usr/lib/go-1.26/bin/go")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (go != null) {
            SERVERS.put("go", AnswerServer.go(folder, go));
        }
        nginx = Nginx.startLogging(folder.resolve("nginx"), 1);
        List<String> options = new ArrayList<>(List.of("--port", String.valueOf(nginx.port())));
        SERVERS.values().forEach(server -> options.addAll(List.of("--port", String.valueOf(server.port()))));
        try (Sonde.Recording recording = sonde.record(options.toArray(String[]::new));
                ExecutorService clients = Executors.newCachedThreadPool()) {
            Map<String, Future<List<String>>> asked = new TreeMap<>();
            SERVERS.forEach((name, server) ->
                    asked.put(name, clients.submit(() -> AnswerServer.ask(folder, server.port()))));
            asked.put("nginx", clients.submit(() -> AnswerServer.ask(folder, nginx.port(), FORMS_OF_NGINX)));
            for (Map.Entry<String, Future<List<String>>> entry : asked.entrySet()) {
                ASKED.put(entry.getKey(), entry.getValue().get());
            }
            file = recording.stop();
        }
        exchanges = sonde.query(file, "exchanges");
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(AnswerServer::close);
        nginx.close();
    }

    static Stream<String> runtimes() {
        return SERVERS.keySet().stream();
    }

    static Stream<String> all() {
        return ASKED.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachRequestIsOneExchangeWithThePathAndStatusThatTheServerWroteDown(String server) throws Exception {
        assertThat(counts(seen(server))).isEqualTo(counts(answered(server)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachIsWhatItsClientAskedAndWasTold(String server) {
        assertThat(counts(seen(server).filter(HttpServersTest::isToldByClients)))
                .isEqualTo(counts(Objects.requireNonNull(ASKED.get(server)).stream()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachIsSeenAtBothEndsWithADurationAtEach(String server) {
        // What of a response arrives that a reset follows on its heels is luck.
        Stream<JsonNode> answered = rows(server)
                .filter(row -> row.get("status").isInt())
                .filter(row -> !row.get("endpoint").asText().startsWith("GET /reset"));
        assertThat(answered).allSatisfy(row -> {
            assertThat(row.get("seen_at").asText()).isEqualTo("both");
            assertThat(row.get("client_duration_ns").asLong())
                    .isGreaterThanOrEqualTo(row.get("server_duration_ns").asLong());
            assertThat(row.get("server_duration_ns").asLong()).isPositive();
        });
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void anAnswerInPartsLastsUntilItsLastPartAndHasThemAll(String server) {
        assertLasts(server, "/events", 1700, 4 * 108);
        assertLasts(server, "/slow-parts", 2400, 3 * 400);
        assertLasts(server, "/trailers", 40, 3 * 5000);
        assertLasts(server, "/close", 100, 6000);
        assertLasts(server, "/early", 100, 6);
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void theFirstByteOfAnAnswerIsNotThatOfAnInterimOne(String server) {
        assertThat(rows(server, "GET /early")
                        .mapToLong(row -> row.get("first_byte_ns").asLong()))
                .allSatisfy(nanos -> assertThat(nanos).isGreaterThanOrEqualTo(100_000_000));
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void anUploadHasAllItsBytes(String server) {
        assertThat(rows(server, "PUT /upload"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("request_bytes").asLong()).isBetween(8L << 20, (8L << 20) + 400));
    }

    @Test
    void nothingIsLost() throws Exception {
        assertThat(sonde.query(file, "loss")).isEmpty();
    }

    private static void assertLasts(String server, String path, long millis, long bytes) {
        assertThat(rows(server, "GET " + path)).singleElement().satisfies(row -> {
            assertThat(row.get("server_duration_ns").asLong()).as(path).isGreaterThanOrEqualTo(millis * 1_000_000);
            assertThat(row.get("client_duration_ns").asLong()).as(path).isGreaterThanOrEqualTo(millis * 1_000_000);
            assertThat(row.get("response_bytes").asLong()).as(path).isGreaterThanOrEqualTo(bytes);
        });
    }

    /** What becomes of an answer that a reset follows at once only its server knows. */
    private static boolean isToldByClients(String exchange) {
        return !exchange.startsWith("GET /reset-at-once ");
    }

    private static Stream<String> answered(String server) throws IOException {
        return server.equals("nginx")
                ? nginx.answered().stream().map(a -> a.method() + " " + a.target() + " " + a.status())
                : server(server).answered().stream();
    }

    private static Stream<String> seen(String server) {
        return rows(server)
                .map(row -> row.get("endpoint").asText() + " "
                        + (row.get("status").isNull()
                                ? "none"
                                : row.get("status").asText()));
    }

    private static Stream<JsonNode> rows(String server, String endpoint) {
        return rows(server).filter(row -> row.get("endpoint").asText().equals(endpoint));
    }

    private static Stream<JsonNode> rows(String server) {
        int port = server.equals("nginx") ? nginx.port() : server(server).port();
        return exchanges.stream().filter(row -> row.get("server_port").asInt() == port);
    }

    private static AnswerServer server(String name) {
        return Objects.requireNonNull(SERVERS.get(name));
    }

    private static Map<String, Long> counts(Stream<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        lines.forEach(line -> counts.merge(line, 1L, Long::sum));
        return counts;
    }
}

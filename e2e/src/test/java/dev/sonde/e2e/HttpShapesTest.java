package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.HttpLoad;
import dev.sonde.e2e.load.RawHttp;
import dev.sonde.e2e.server.Nginx;
import dev.sonde.e2e.server.SlowServer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever form HTTP/1.1 takes, each request is one exchange, or is counted as lost. */
@RealKernel
class HttpShapesTest {
    @TempDir
    static Path folder;

    private static Nginx nginx;
    private static Sonde sonde;

    @BeforeAll
    static void start() throws Exception {
        nginx = Nginx.start(folder);
        sonde = new Sonde(folder);
    }

    @AfterAll
    static void stop() {
        nginx.close();
    }

    @Test
    void requestsThatDoNotWaitForTheResponseBeforeAreOneExchangeEachFromTheFirstBurstOn() throws Exception {
        Path file;
        try (Sonde.Recording recording = record(nginx.port())) {
            for (int connection = 0; connection < 4; connection++) {
                try (RawHttp client = new RawHttp(nginx.port())) {
                    for (int i = 0; i < 25; i++) {
                        client.pipeline("/orders/1", 8);
                    }
                }
            }
            file = recording.stop();
        }
        assertThat(sonde.query(file, "loss")).isEmpty();
        assertThat(sonde.query(file, "endpoints")).singleElement().satisfies(row -> {
            assertThat(row.get("calls").asLong()).isEqualTo(800);
            assertThat(row.get("statuses").has("none")).isFalse();
        });
    }

    @Test
    void headChunkedContinueAndLargeBodiesAreOneExchangeEach() throws Exception {
        Path file;
        try (SlowServer server = SlowServer.start();
                Sonde.Recording recording = record(nginx.port(), server.port())) {
            try (RawHttp client = new RawHttp(nginx.port())) {
                for (int i = 0; i < 20; i++) {
                    client.ask("HEAD", "/1k.txt", 0);
                    client.ask("GET", "/chunked.txt", 0);
                    client.ask("GET", "/big.bin", 0);
                    client.ask("GET", "/empty", 0);
                }
            }
            try (RawHttp client = new RawHttp(server.port())) {
                for (int i = 0; i < 20; i++) {
                    client.ask("POST", "/taken", 200_000);
                    client.askToContinue("/continued", 50_000);
                }
            }
            file = recording.stop();
        }
        List<JsonNode> rows = sonde.query(file, "endpoints");
        assertThat(rows)
                .extracting(row -> row.get("endpoint").asText())
                .containsExactlyInAnyOrder(
                        "HEAD /1k.txt",
                        "GET /chunked.txt",
                        "GET /big.bin",
                        "GET /empty",
                        "POST /taken",
                        "POST /continued");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get("calls").asLong()).isEqualTo(20);
            assertThat(row.get("statuses").size()).isEqualTo(1);
            assertThat(row.get("statuses").has("none")).isFalse();
        });
        assertThat(bytes(rows, "POST /taken", "request_bytes")).isBetween(20 * 200_000L, 20 * 200_300L);
        assertThat(bytes(rows, "POST /continued", "request_bytes")).isBetween(20 * 50_000L, 20 * 50_300L);
        assertThat(bytes(rows, "GET /big.bin", "response_bytes")).isBetween(20 * 300_000L, 20 * 300_500L);
        assertThat(sonde.query(file, "loss")).isEmpty();
    }

    @Test
    void twoThousandConnectionsOfOneRequestEachAreAllSeenAndAllClosed() throws Exception {
        Path file;
        Instant from = Instant.now();
        try (Sonde.Recording recording = record(nginx.port())) {
            for (int i = 0; i < 2000; i++) {
                try (RawHttp client = new RawHttp(nginx.port())) {
                    client.askAndHangUp("/orders/" + i);
                }
            }
            file = recording.stop();
        }
        assertThat(Sonde.calls(sonde.query(file, "overview"))).isEqualTo(2000);
        long us = ProcessHandle.current().pid();
        Instant to = Instant.now();
        assertThat(sonde.query(file, "exchanges")).hasSize(2000).allSatisfy(row -> {
            assertThat(Instant.parse(row.get("start").asText())).isBetween(from, to);
            assertThat(row.get("seen_at").asText()).isEqualTo("both");
            assertThat(row.get("client_pid").asLong()).isEqualTo(us);
            assertThat(row.get("server").asText()).isEqualTo("nginx");
        });
        assertThat(sonde.query(file, "connections"))
                .hasSize(2000)
                .allSatisfy(row -> assertThat(row.get("closed").isNull()).isFalse());
        assertThat(sonde.query(file, "loss")).isEmpty();
    }

    @Test
    void aResponseThatTakesThreeSecondsHasThemInItsDurationAndOneThatNeverComesIsNoCall() throws Exception {
        Path file;
        try (SlowServer server = SlowServer.start();
                Sonde.Recording recording = record(server.port());
                RawHttp never = new RawHttp(server.port())) {
            try (RawHttp client = new RawHttp(server.port())) {
                client.ask("GET", "/wait/3000", 0);
                client.ask("GET", "/wait/0", 0);
            }
            never.send("/wait/60000");
            file = recording.stop();
        }
        List<JsonNode> rows = sonde.query(file, "exchanges");
        assertThat(rows).filteredOn(row -> row.get("status").isInt()).hasSize(2);
        assertThat(rows)
                .anySatisfy(
                        row -> assertThat(row.get("duration_ns").asLong()).isBetween(3_000_000_000L, 3_500_000_000L));
        assertThat(rows).filteredOn(row -> row.get("status").isNull()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void bothAddressFamiliesAreSeenAtBothEnds() throws Exception {
        Path file;
        try (Sonde.Recording recording = record(nginx.port())) {
            for (String host : List.of("127.0.0.1", "::1")) {
                try (HttpLoad load = new HttpLoad(InetAddress.ofLiteral(host), nginx.port())) {
                    load.get(new String[] {"/1k.txt"}, 50, 10_000);
                }
            }
            file = recording.stop();
        }
        for (String address : List.of("127.0.0.1", "::1")) {
            assertThat(sonde.query(file, "exchanges").stream()
                            .filter(row -> row.get("server_address").asText().equals(address)))
                    .hasSize(50)
                    .allSatisfy(row -> {
                        assertThat(row.get("seen_at").asText()).isEqualTo("both");
                        assertThat(row.get("client_duration_ns").asLong())
                                .isGreaterThanOrEqualTo(
                                        row.get("server_duration_ns").asLong());
                    });
        }
    }

    private static Sonde.Recording record(int... ports) throws Exception {
        String[] arguments = new String[ports.length * 2];
        for (int i = 0; i < ports.length; i++) {
            arguments[2 * i] = "--port";
            arguments[2 * i + 1] = String.valueOf(ports[i]);
        }
        return sonde.record(arguments);
    }

    private static long bytes(List<JsonNode> rows, String endpoint, String column) {
        return rows.stream()
                .filter(row -> row.get("endpoint").asText().equals(endpoint))
                .findFirst()
                .orElseThrow()
                .get(column)
                .asLong();
    }
}

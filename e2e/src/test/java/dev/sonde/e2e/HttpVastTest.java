package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.HttpLoad;
import dev.sonde.e2e.load.RawHttp;
import dev.sonde.e2e.server.Nginx;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message that is longer than TCP's sequence numbers reach, which begin anew behind 4 GiB. */
@RealKernel
class HttpVastTest {
    private static final long BODY = (4L << 30) + (64L << 20);

    @TempDir
    static Path folder;

    @Test
    void aResponseOfMoreThanFourGibibytesIsOneExchangeOfItsSizeAndWhatComesBesideAndBehindItIsSeen() throws Exception {
        Sonde sonde = new Sonde(folder);
        Path file;
        long nanos;
        try (Nginx nginx = Nginx.start(folder);
                RandomAccessFile sparse =
                        new RandomAccessFile(folder.resolve("html/vast").toFile(), "rw");
                Sonde.Recording recording = sonde.record("--port", String.valueOf(nginx.port()))) {
            sparse.setLength(BODY);
            try (RawHttp client = new RawHttp(nginx.port());
                    ExecutorService threads = Executors.newSingleThreadExecutor();
                    HttpLoad beside = new HttpLoad(InetAddress.ofLiteral("127.0.0.1"), nginx.port())) {
                Future<?> others = threads.submit(() -> {
                    beside.get(new String[] {"/1k.txt"}, 200, 100);
                    return true;
                });
                long start = System.nanoTime();
                client.ask("GET", "/vast", 0);
                nanos = System.nanoTime() - start;
                client.ask("GET", "/big.bin", 0);
                others.get();
            }
            file = recording.stop();
        }
        List<JsonNode> rows = sonde.query(file, "exchanges");
        assertThat(rows)
                .hasSize(202)
                .allSatisfy(row -> assertThat(row.get("status").asInt()).isEqualTo(200));
        JsonNode vast = only(rows, "GET /vast");
        assertThat(vast.get("response_bytes").asLong() - BODY).isBetween(1L, 500L);
        assertThat(vast.get("duration_ns").asLong()).isBetween(nanos * 9 / 10, nanos);
        assertThat(only(rows, "GET /big.bin").get("response_bytes").asLong()).isBetween(300_000L, 300_500L);
    }

    private static JsonNode only(List<JsonNode> rows, String endpoint) {
        return rows.stream()
                .filter(row -> row.get("endpoint").asText().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }
}

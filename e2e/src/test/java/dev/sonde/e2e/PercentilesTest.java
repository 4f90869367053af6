package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.sonde.e2e.load.HttpLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Percentiles agree with what the client measured itself. */
@RealKernel
class PercentilesTest {
    private static final int CLIENTS = 6;

    @TempDir
    Path folder;

    @Test
    void percentilesAreWithinTwoPerCentOfTheClientsOwnWatch() throws Exception {
        Sonde sonde = new Sonde(folder);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/wait", exchange -> {
            String path = exchange.getRequestURI().getPath();
            LockSupport.parkNanos(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)) * 1000);
            byte[] body = "done\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        int requests = 600;
        long[] measured = new long[requests];
        Path file;
        int port = server.getAddress().getPort();
        try (Sonde.Recording recording = sonde.record("--port", String.valueOf(port));
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                runs.add(clients.submit(() -> ask(port, first, measured)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            file = recording.stop();
        } finally {
            server.stop(0);
        }
        Arrays.sort(measured);
        JsonNode row = sonde.query(file, "endpoints").getFirst();
        assertThat(row.get("calls").asInt()).isEqualTo(requests);
        for (int percent : new int[] {50, 90, 95, 99}) {
            long own = measured[(int) Math.ceil(requests * percent / 100.0) - 1];
            assertThat(row.get("p" + percent + "_ns").asLong()).isCloseTo(own, Percentage.withPercentage(2));
        }
    }

    /** Every CLIENTS-th request from {@code first} on, each with a wait of 40 ms to some 200 ms, most of them short. */
    private static @Nullable Void ask(int port, int first, long[] measured) throws IOException {
        try (HttpLoad load = new HttpLoad(InetAddress.ofLiteral("127.0.0.1"), port)) {
            for (int i = first; i < measured.length; i += CLIENTS) {
                long micros =
                        40_000 + (long) (160_000 * Math.pow((i * 37 % measured.length) / (double) measured.length, 6));
                long began = System.nanoTime();
                load.get("/wait/" + micros);
                measured[i] = System.nanoTime() - began;
            }
        }
        return null;
    }
}

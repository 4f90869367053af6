package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.sonde.e2e.load.HttpLoad;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Percentiles agree with what the client measured itself. */
@RealKernel
class PercentilesTest {
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
                HttpLoad load = new HttpLoad(InetAddress.ofLiteral("127.0.0.1"), port)) {
            for (int i = 0; i < requests; i++) {
                // 5 ms to some 100 ms, most of them short.
                long micros = 5000 + (long) (95_000 * Math.pow((i * 37 % requests) / (double) requests, 6));
                long began = System.nanoTime();
                load.get("/wait/" + micros);
                measured[i] = System.nanoTime() - began;
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
}

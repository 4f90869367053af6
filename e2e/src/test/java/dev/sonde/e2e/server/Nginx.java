package dev.sonde.e2e.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real nginx with a few endpoints of known answers and its own count of requests. */
public final class Nginx implements AutoCloseable {
    private static final Pattern TOTALS = Pattern.compile("\\n\\s*\\d+ \\d+ (\\d+)");

    private final ServerProcess server;
    private final Path accessLog;
    private final int port;
    private final int statusPort;

    private Nginx(ServerProcess server, Path accessLog, int port, int statusPort) {
        this.server = server;
        this.accessLog = accessLog;
        this.port = port;
        this.statusPort = statusPort;
    }

    /** Starts one on free ports of the loopback addresses, IPv4 and IPv6. */
    public static Nginx start(Path folder) throws IOException, InterruptedException {
        return start(folder, 1, false);
    }

    /** Starts one with several workers, which writes down what it answered. */
    public static Nginx startLogging(Path folder, int workers) throws IOException, InterruptedException {
        return start(Files.createDirectories(folder), workers, true);
    }

    private static Nginx start(Path folder, int workers, boolean logs) throws IOException, InterruptedException {
        int port = Ports.free();
        int statusPort = Ports.free();
        // The workers run as another user and must reach the files.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path html = Files.createDirectories(folder.resolve("html"));
        Files.writeString(html.resolve("1k.txt"), "a".repeat(1024));
        Files.writeString(html.resolve("chunked.txt"), "c".repeat(3000));
        Files.writeString(html.resolve("big.bin"), "b".repeat(300_000));
        for (String name : List.of("head", "cached", "after", "old", "old-kept")) {
            Files.writeString(html.resolve(name), "e".repeat(600));
        }
        Files.writeString(html.resolve("big"), "b".repeat(8 << 20));
        Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, statusPort, workers, logs));
        ServerProcess server = ServerProcess.start(
                folder,
                "nginx",
                List.of("nginx", "-c", folder.resolve("nginx.conf").toString()));
        Ports.awaitListener(port, server.process(), Duration.ofSeconds(10));
        return new Nginx(server, folder.resolve("access.log"), port, statusPort);
    }

    /** The port of its endpoints. */
    public int port() {
        return port;
    }

    /**
     * A request it answered.
     *
     * @param port where it was asked
     * @param worker the process that answered
     * @param clientPort the other end's
     */
    public record Answered(int port, long worker, int clientPort, String method, String target, int status) {}

    /** What it has answered so far on the port of its endpoints, in the order of its log. */
    public List<Answered> answered() throws IOException {
        return Files.readAllLines(accessLog).stream()
                .map(line -> line.split(" ", -1))
                .map(f -> new Answered(
                        port, Long.parseLong(f[0]), Integer.parseInt(f[1]), f[2], f[3], Integer.parseInt(f[4])))
                .toList();
    }

    /** How many requests it has answered on all ports, by its own count, without the one that asks. */
    public long served() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String text = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + statusPort + "/status"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher matcher = TOTALS.matcher(text);
            if (!matcher.find()) {
                throw new IllegalStateException("Not a status page: " + text);
            }
            return Long.parseLong(matcher.group(1)) - 1;
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private static String configuration(Path folder, int port, int statusPort, int workers, boolean logs) {
        return """
                worker_processes %4$d; daemon off; pid %1$s/nginx.pid; error_log %1$s/error.log warn;
                events { worker_connections 1024; }
                http {
                  log_format sonde '$pid $remote_port $request_method $request_uri $status';
                  access_log off; sendfile on; tcp_nopush on; keepalive_timeout 300s; keepalive_requests 100000000;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  server {
                    listen 127.0.0.1:%2$d%6$s; listen [::1]:%2$d%5$s; root %1$s/html; default_type text/plain;
                    location = /empty { return 204; }
                    location = /broken { return 500 "broken\\n"; }
                    location = /moved { return 302 /1k.txt; }
                    location = /chunked.txt { ssi on; ssi_types *; }
                    location /orders/ { return 200 "order\\n"; }
                    location = /upload { client_max_body_size 16m; return 200 "taken\\n"; }
                    location = /refused { client_max_body_size 1k; return 200 "taken\\n"; }
                  }
                  server { listen 127.0.0.1:%3$d; location /status { stub_status; } }
                }
                """.formatted(
                        folder,
                        port,
                        statusPort,
                        workers,
                        logs ? " reuseport; access_log " + folder.resolve("access.log") + " sonde" : "",
                        logs ? " reuseport" : "");
    }
}

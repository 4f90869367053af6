package dev.sonde.e2e.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An nginx that passes everything on: what is below {@code /kept} by connections that it keeps, all else by one for each request. */
public final class Proxy implements AutoCloseable {
    private final ServerProcess server;
    private final int port;

    private Proxy(ServerProcess server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts one on a free port of the loopback address, before a server there. */
    public static Proxy start(Path folder, int upstream) throws IOException, InterruptedException {
        int port = Ports.free();
        Path file = Files.writeString(
                Files.createDirectories(folder).resolve("nginx.conf"), """
                daemon off; pid %1$s/nginx.pid; error_log %1$s/error.log warn; user root;
                events { worker_connections 1024; }
                http {
                  access_log off; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  upstream beyond { server 127.0.0.1:%3$d; keepalive 4; }
                  server {
                    listen 127.0.0.1:%2$d;
                    location /kept { proxy_pass http://beyond; proxy_http_version 1.1; proxy_set_header Connection ""; }
                    location / { proxy_pass http://127.0.0.1:%3$d; }
                  }
                }
                """.formatted(folder, port, upstream));
        ServerProcess server = ServerProcess.start(folder, "nginx", List.of("nginx", "-c", file.toString()));
        Ports.awaitListener(port, server.process(), Duration.ofSeconds(10));
        return new Proxy(server, port);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.close();
    }
}

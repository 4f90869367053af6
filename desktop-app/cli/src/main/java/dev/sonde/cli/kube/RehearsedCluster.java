package dev.sonde.cli.kube;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A cluster of one pod for the rehearsal of a start: an API server on loopback that answers what Sonde asks, without TLS, and takes whatever is put
 * in. No agent ever runs there.
 */
public final class RehearsedCluster implements AutoCloseable {
    /** Name of its context. */
    public static final String CONTEXT = "rehearsal";

    /** Name of the context of its server that speaks TLS and HTTP/2, and has nothing to say. */
    public static final String TLS_CONTEXT = "rehearsal-tls";

    private static final String LIST =
            "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[%s]}";
    private static final String POD = """
            {"metadata":{"name":"web-1","namespace":"default","uid":"1","resourceVersion":"1","labels":{"app":"web"},
            "creationTimestamp":"2026-01-01T00:00:00Z"},"spec":{"nodeName":"node-1","containers":[{"name":"web","image":"web:1",
            "resources":{"limits":{"memory":"1Gi"}}}]},"status":{"phase":"Running","podIPs":[{"ip":"10.0.0.1"}],
            "containerStatuses":[{"name":"web","ready":true,"restartCount":0,"containerID":"c://1","state":{"running":{}}}]}}""";
    private static final String NODE = """
            {"metadata":{"name":"node-1","uid":"2","resourceVersion":"1"},"spec":{},"status":{"addresses":[{"type":"InternalIP",
            "address":"10.1.0.1"}],"conditions":[{"type":"Ready","status":"True"}],"nodeInfo":{"kernelVersion":"6.12.0"}}}""";

    /** An agent that nobody can be connected to. */
    private static final String READY = "READY port=20001 certificate=sha256:" + "0".repeat(64) + "\n";

    private final ServerSocket server;
    private final RehearsedTls tls;

    private RehearsedCluster(ServerSocket server, RehearsedTls tls) {
        this.server = server;
        this.tls = tls;
    }

    /** Starts it, and names it in a kubeconfig. */
    public static RehearsedCluster start(Path kubeconfig) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RehearsedTls tls = RehearsedTls.start();
        RehearsedCluster cluster = new RehearsedCluster(server, tls);
        Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - {name: c, cluster: {server: "http://127.0.0.1:%2$d"}}
                - {name: t, cluster: {server: "https://127.0.0.1:%4$d", certificate-authority-data: %5$s}}
                users:
                - {name: u, user: {token: none}}
                - {name: v, user: {client-certificate-data: %5$s, client-key-data: %6$s}}
                contexts:
                - {name: %1$s, context: {cluster: c, user: u}}
                - {name: %3$s, context: {cluster: t, user: v}}
                """.formatted(
                        CONTEXT, server.getLocalPort(), TLS_CONTEXT, tls.port(), tls.certificate(), tls.key()));
        Thread.ofPlatform().daemon().name("rehearsed-cluster").start(cluster::accept);
        return cluster;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException e) {
                // It was closed.
                return;
            }
        }
    }

    private static void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = client.getOutputStream()) {
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                int length = 0;
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(
                                line.substring(line.indexOf(':') + 1).strip());
                    }
                }
                if (in.skip(length) < length) {
                    return;
                }
                answer(request, out);
            }
        } catch (IOException e) {
            // The client has enough.
            return;
        }
    }

    private static void answer(String request, OutputStream out) throws IOException {
        String path = request.split(" ", -1)[1];
        byte[] bytes = path.startsWith("/api/v1/pods") || path.matches("/api/v1/namespaces/default/pods\\?.*")
                ? pods(path)
                : body(path).getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    private static byte[] pods(String path) throws IOException {
        return path.contains("watch=true") ? RehearsedPod.watch() : RehearsedPod.list();
    }

    private static String body(String path) {
        String what = path.replaceAll("\\?.*", "");
        if (path.contains("watch=true")) {
            return "";
        }
        return switch (what.substring(what.lastIndexOf('/') + 1)) {
            case "version" -> "{\"gitVersion\":\"v1.36.2\"}";
            case "log" -> READY;
            case "selfsubjectaccessreviews" -> "{\"status\":{\"allowed\":true}}";
            case "nodes" -> LIST.formatted(NODE);
            case "node-1" -> NODE;
            case "web-1", "ephemeralcontainers" -> POD;
            default -> LIST.formatted("");
        };
    }

    @Override
    public void close() {
        try {
            tls.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.sonde.packaging;

import com.sun.net.httpserver.HttpServer;
import dev.sonde.core.identity.SessionKeys;
import dev.sonde.protocol.identity.SessionIdentity;
import dev.sonde.protocol.identity.SessionTls;
import dev.sonde.protocol.v1.AgentGrpc;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Budget;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Start;
import dev.sonde.protocol.v1.Stop;
import dev.sonde.protocol.v1.WatchRequest;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the agent once as a workstation does to learn which classes it loads, and makes an archive of them that the Java virtual
 * machine maps at its start. Where the kernel or the privileges don't let it attach, it learns the start at least.
 *
 * <p>The archive is made of the names of the classes and not by the process that was watched (as an AOT cache is, JEP 514): what a
 * process leaves depends on the timing of its threads and on addresses, and the image is to be the same bit by bit.
 */
final class Rehearsal {
    private static final String ARCHIVE = "lib/agent.jsa";
    private static final long PATIENCE_SECONDS = 60;
    private static final long WATCH_MILLIS = 2_000;
    private static final double ENOUGH_CORES = 4;

    private Rehearsal() {}

    /**
     * Makes the archive, or says on standard error why the agent will have to start without: slower, and as good.
     *
     * @throws IOException if the agent says neither that it is ready nor why it can't be
     */
    static void makeArchive(Path home) throws IOException, InterruptedException {
        try {
            archive(home, rehearse(home));
        } catch (BrokenAgentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            System.err.println("The agent starts without an archive of its classes: " + e);
            Files.deleteIfExists(home.resolve(ARCHIVE));
        }
        AgentHome.settle(home);
    }

    /** The agent misses something that was left out: an error of the build, unlike refused privileges. */
    private static final class BrokenAgentException extends IOException {
        private static final long serialVersionUID = 1;

        BrokenAgentException(String message) {
            super(message);
        }
    }

    /** Runs the agent; returns the file of the classes it loaded. */
    private static Path rehearse(Path home) throws IOException, InterruptedException {
        Path classes = home.resolveSibling("agent.classes");
        Files.deleteIfExists(classes);
        Path log = home.resolveSibling("agent.rehearsal.log");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Start start = start(server.getAddress());
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("bin/sonde-agent").toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--start",
                        Base64.getEncoder().encodeToString(start.toByteArray()))
                .redirectError(log.toFile());
        builder.environment().put("SONDE_AGENT_ARCHIVE", "-XX:DumpLoadedClassList=" + classes);
        Process agent = builder.start();
        SessionKeys keys = SessionKeys.make();
        agent.getOutputStream().write(keys.agent().toSecretText().getBytes(StandardCharsets.US_ASCII));
        agent.getOutputStream().flush();
        String said = agent.inputReader(StandardCharsets.UTF_8).readLine();
        if (said == null || said.startsWith("FAILED code=SD-1039")) {
            throw new BrokenAgentException("The packaged agent does not start: " + said + ", " + Files.readString(log));
        }
        if (said.startsWith("READY port=")) {
            watch(keys.workstation(), Integer.parseInt(said.substring("READY port=".length())), start, server);
        }
        server.stop(0);
        agent.getOutputStream().close();
        if (!agent.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            agent.destroyForcibly();
        }
        if (!Files.exists(classes)) {
            throw new IOException("The agent left no list of classes; it said: " + said + ", " + Files.readString(log));
        }
        return classes;
    }

    /** Names no path of the machine that builds: the virtual machine takes the jar's place in the archive as relative to all jars. */
    private static void archive(Path home, Path recorded) throws IOException, InterruptedException {
        List<String> settled = ClassList.settled(Files.readAllLines(recorded), home.resolve("lib/agent.jar"));
        Path classes = Files.write(recorded.resolveSibling("agent.classes.settled"), settled);
        var _ = Run.output(
                List.of(
                        home.resolve("runtime/bin/java").toString(),
                        "@options",
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + home.resolve(ARCHIVE),
                        "-cp",
                        "./agent.jar"),
                home.resolve("lib"));
    }

    private static void watch(SessionIdentity identity, int port, Start start, HttpServer server)
            throws IOException, InterruptedException {
        ManagedChannel channel = OkHttpChannelBuilder.forAddress("127.0.0.1", port, SessionTls.client(identity))
                .overrideAuthority(SessionIdentity.AGENT_NAME)
                .build();
        CountDownLatch ended = new CountDownLatch(1);
        StreamObserver<WatchRequest> requests = AgentGrpc.newStub(channel).watch(new UntilEnd(ended));
        requests.onNext(WatchRequest.newBuilder().setStart(start).build());
        someTraffic(server);
        requests.onNext(
                WatchRequest.newBuilder().setStop(Stop.getDefaultInstance()).build());
        var _ = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        channel.shutdownNow();
        var _ = channel.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private record UntilEnd(CountDownLatch ended) implements StreamObserver<Batch> {
        @Override
        public void onNext(Batch batch) {}

        @Override
        public void onError(Throwable failure) {
            ended.countDown();
        }

        @Override
        public void onCompleted() {
            ended.countDown();
        }
    }

    /** Only its own traffic, and nothing shed: what else goes on at the machine must not change what is learned. */
    private static Start start(InetSocketAddress server) {
        return Start.newBuilder()
                .setFilter(CaptureFilter.newBuilder().addPorts(server.getPort()))
                .setBudget(Budget.newBuilder().setCpuCores(ENOUGH_CORES))
                .build();
    }

    private static void someTraffic(HttpServer server) throws IOException, InterruptedException {
        server.createContext("/", exchange -> {
            byte[] body = "rehearsal".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WATCH_MILLIS);
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI place = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders/17");
            HttpRequest request = HttpRequest.newBuilder(place).build();
            while (System.nanoTime() < end) {
                var _ = client.send(request, HttpResponse.BodyHandlers.discarding());
                Thread.sleep(5);
            }
        }
    }
}

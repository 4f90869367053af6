package dev.sonde.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.session.Session;
import dev.sonde.ui.desk.Clusters.Contexts;
import dev.sonde.ui.desk.Clusters.Place;
import dev.sonde.ui.desk.Clusters.Reached;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeClustersTest {
    private static final int MOST_TIMES = 5;

    @TempDir
    Path folder;

    /** An API server that answers everybody with one status. */
    private static HttpServer server(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String endedToken() {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"exp\":1700000000}".getBytes(StandardCharsets.US_ASCII));
        return "e30." + claims + ".x";
    }

    @Test
    void ofTenContextsThreeAnswerAndEachOfTheOthersSaysWhatIsWrongWithIt() throws Exception {
        HttpServer good = server(200, "{\"gitVersion\":\"v1.36.2\"}");
        HttpServer strange = server(401, "{\"message\":\"Unauthorized\"}");
        Path file = Files.writeString(
                folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: eu
                clusters:
                - {name: good, cluster: {server: "%1$s"}}
                - {name: strange, cluster: {server: "%2$s"}}
                - {name: closed, cluster: {server: "https://127.0.0.1:1"}}
                - {name: nowhere, cluster: {server: "https://api.invalid:6443"}}
                users:
                - {name: anna, user: {token: t}}
                - {name: login, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-login, interactiveMode: Never}}}
                - {name: late, user: {token: %3$s}}
                - {name: lost, user: {client-certificate: lost.crt, client-key: lost.key}}
                contexts:
                - {name: eu, context: {cluster: good, user: anna, namespace: shop}}
                - {name: us, context: {cluster: good, user: anna}}
                - {name: by-login, context: {cluster: good, user: login}}
                - {name: no-user, context: {cluster: good, user: bob}}
                - {name: no-cluster, context: {cluster: gone, user: anna}}
                - {name: closed, context: {cluster: closed, user: anna}}
                - {name: nowhere, context: {cluster: nowhere, user: anna}}
                - {name: unknown-user, context: {cluster: strange, user: anna}}
                - {name: late, context: {cluster: good, user: late}}
                - {name: lost, context: {cluster: good, user: lost}}
                """.formatted(address(good), address(strange), endedToken()));
        try (KubeClusters clusters = new KubeClusters("agent:1", session -> session, Session::close)) {
            Contexts contexts = clusters.contexts(Optional.of(file));
            Map<String, String> told = new TreeMap<>();
            for (ClusterContext context : contexts.contexts()) {
                told.put(
                        context.name(),
                        context.problem() == null
                                ? ""
                                : Objects.requireNonNull(context.problem()).code());
            }
            Map<String, Reached> reached = new ConcurrentHashMap<>();
            // On a machine that is busy the first time is spent loading classes, longer than anybody is waited for.
            for (int asked = 0; asked < MOST_TIMES && !(reached.get("eu") instanceof Reached.Answers); asked++) {
                clusters.reach(contexts, each -> reached.put(each.context(), each));
            }
            reached.forEach((name, each) -> told.put(
                    name,
                    switch (each) {
                        case Reached.Answers answers -> "answers" + (answers.login() ? "" : " without a login");
                        case Reached.Silent silent -> silent.reason().code();
                    }));
            assertThat(told)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "eu", "answers",
                            "us", "answers",
                            "by-login", "answers without a login",
                            "no-user", "SD-2302",
                            "no-cluster", "SD-2302",
                            "closed", "SD-2305",
                            "nowhere", "SD-2305",
                            "unknown-user", "SD-2308",
                            "late", "SD-2318",
                            "lost", "SD-2304"));
        } finally {
            good.stop(0);
            strange.stop(0);
        }
    }

    @Test
    void aLookThatIsGivenUpEndsItsLoginProgramAtOnce() throws Exception {
        Path login = Files.writeString(
                folder.resolve("login"), "#!/bin/sh\necho $$ >\"$0.new\"; mv \"$0.new\" \"$0.pid\"; exec sleep 60\n");
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rwx------"));
        Path file = Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: "%s", interactiveMode: Never}}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                """.formatted(login));
        Jobs jobs = new Jobs(work -> Thread.ofPlatform().daemon().start(work), Runnable::run, (job, failure) -> {
            throw new AssertionError(failure);
        });
        try (KubeClusters clusters = new KubeClusters("agent:1", session -> session, Session::close)) {
            Place place = clusters.contexts(Optional.of(file)).place("c");
            jobs.submit("look", job -> job.interruptibly(() -> clusters.look(place, Set.of(), tree -> {})), look -> {});
            Path pid = folder.resolve("login.pid");
            while (!Files.exists(pid)) {
                Thread.sleep(10);
            }
            ProcessHandle program = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            jobs.cancel("look");
            assertThat(program.onExit()).succeedsWithin(Duration.ofSeconds(10));
        }
    }
}

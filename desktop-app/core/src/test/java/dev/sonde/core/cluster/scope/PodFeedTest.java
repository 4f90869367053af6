package dev.sonde.core.cluster.scope;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodFeedTest {
    @TempDir
    Path folder;

    private final BlockingQueue<byte[]> lists = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> watches = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private HttpServer server;
    private ClusterApi api;
    private PodFeed feed;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        Path config = Files.writeString(
                folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: u, user: {token: abc}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                """.formatted(server.getAddress().getPort()));
        api = ClusterApi.open(Kubeconfig.read(List.of(config)), "c");
        feed = new PodFeed(api, "", "shop"::equals, new PodFeed.Listener() {
            @Override
            public void pod(PodInfo pod, PodContainers containers) {
                told.add(pod.path() + " restarts=" + containers.restarts() + " containers="
                        + containers.all().size());
            }

            @Override
            public void gone(String uid) {
                told.add("gone " + uid);
            }

            @Override
            public void listed() {
                told.add("all");
            }

            @Override
            public void isUnread() {
                told.add("unread");
            }
        });
    }

    @AfterEach
    void stop() {
        feed.close();
        api.close();
        server.stop(0);
    }

    /** A list is answered at once, a watch goes on until there is an empty message for it. */
    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        asked.add(query);
        try (exchange) {
            if (!query.contains("watch=true")) {
                byte[] page = lists.take();
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (byte[] event = watches.take(); event.length > 0; event = watches.take()) {
                out.write(event);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> told(int count) throws InterruptedException {
        List<String> all = new ArrayList<>();
        while (all.size() < count) {
            String next = told.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("after " + all).isNotNull();
            all.add(next);
        }
        return all;
    }

    private String asked() throws InterruptedException {
        return String.valueOf(asked.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void podsAreToldAsTheyAreListedComeChangeAndGoAndTheWatchGoesOnWhereItWas() throws Exception {
        lists.add(WirePods.page("7", "more", WirePods.pod("shop", "cart", "3", 0)));
        lists.add(WirePods.page("7", "", WirePods.pod("mail", "smtp", "4", 2)));
        feed.begin();
        assertThat(told(3))
                .containsExactly(
                        "shop/cart restarts=0 containers=1",
                        // Of another namespace it is of no interest what its containers do.
                        "mail/smtp restarts=0 containers=0",
                        "all");
        assertThat(List.of(asked(), asked())).last().asString().contains("continue=more");
        assertThat(asked()).contains("resourceVersion=7");

        watches.add(WirePods.event("ADDED", WirePods.pod("shop", "web", "8", 0)));
        watches.add(WirePods.event("MODIFIED", WirePods.pod("shop", "cart", "9", 1)));
        watches.add(WirePods.event("DELETED", WirePods.pod("shop", "web", "10", 0)));
        watches.add(WirePods.event("BOOKMARK", WirePods.mark("42")));
        assertThat(told(3))
                .containsExactly(
                        "shop/web restarts=0 containers=1", "shop/cart restarts=1 containers=1", "gone uid-web");

        watches.add(new byte[0]);
        assertThat(asked()).contains("resourceVersion=42");
    }

    @Test
    void whereTheServerHasForgottenAllAreListedAnewAndWhoIsMissingIsGone() throws Exception {
        lists.add(WirePods.page("7", "", WirePods.pod("shop", "cart", "3", 0), WirePods.pod("shop", "web", "4", 0)));
        feed.begin();
        told(3);
        watches.add(WirePods.event("ERROR", WirePods.mark("")));
        lists.add(WirePods.page("99", "", WirePods.pod("shop", "web", "50", 3)));
        assertThat(told(3)).containsExactly("shop/web restarts=3 containers=1", "gone uid-cart", "all");
        asked();
        asked();
        asked();
        assertThat(asked()).contains("resourceVersion=99");
    }

    @Test
    void aServerThatSpeaksAnotherFormIsToldOf() throws Exception {
        lists.add("{\"kind\":\"PodList\"}".getBytes(StandardCharsets.UTF_8));
        feed.begin();
        assertThat(told(1)).containsExactly("unread");
    }

    @Test
    void anEndOfAContainerIsReadAsItIsInJson() throws Exception {
        byte[] page = WirePods.page("1", "", WirePods.pod("shop", "cart", "3", 1));
        PodSeen seen = Objects.requireNonNull(PodPage.of(page))
                .seen(new PodWire(namespace -> true))
                .getFirst();
        assertThat(seen.containers().image()).isEqualTo("app:1");
        assertThat(seen.containers().lastEnd())
                .contains(new PodContainers.End("OOMKilled", 137, 1_767_225_600_000_000_000L));
        assertThat(seen.containers().all().getFirst().id()).isEqualTo("cart-0");
    }
}

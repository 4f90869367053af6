package dev.sonde.ui.map;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.table.Edges;
import dev.sonde.core.table.Query;
import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Grouping;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Connections;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.protocol.v1.Process;
import dev.sonde.protocol.v1.Protocol;
import dev.sonde.protocol.v1.Strings;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.map.layout.Placement;
import dev.sonde.ui.workspace.FxPulse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * What a frame of the map costs: arguments are numbers of services. Each frame differs from the one before; pulses run as
 * fast as they can, so that the time between two of them is what a frame takes, painting included.
 */
final class MapBenchmark {
    private static final int WARM = 150;
    private static final int FRAMES = 300;
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;

    private static final Jobs painting = new Jobs(
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()), new FxPulse(), (job, error) -> {
                throw new IllegalStateException(error);
            });

    private MapBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        Platform.setImplicitExit(false);
        started.await();
        for (String services : arguments.length == 0 ? new String[] {"200", "2000"} : arguments) {
            int count = Integer.parseInt(services);
            Edges edges = edges(count);
            for (Grouping.Mode mode : new Grouping.Mode[] {Grouping.Mode.NONE, Grouping.Mode.AUTO}) {
                measure(count, edges, mode);
            }
        }
        System.exit(0);
    }

    private static void measure(int services, Edges edges, Grouping.Mode mode) throws InterruptedException {
        long began = System.nanoTime();
        CallGraph graph = CallGraph.of(edges, null, new Grouping(mode, Set.of(), Set.of(), Set.of()));
        Picture picture = Picture.of(graph, Placement.NONE, true);
        double laidOut = (System.nanoTime() - began) / 1e6;
        began = System.nanoTime();
        Picture again = Picture.of(graph, picture.placement(), false);
        double refreshed = (System.nanoTime() - began) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%d services, grouped %s: %d nodes, %d edges; laid out in %.0f ms, refreshed in %.0f ms%n",
                services,
                mode,
                picture.nodes().size(),
                picture.edges().size(),
                laidOut,
                refreshed);
        IntFunction<Camera> all = frame -> null;
        frames("refresh, all in sight", again, all);
        Camera fit = Camera.fitting(again.bounds(), WIDTH, HEIGHT - 86);
        frames(
                "pan, all in sight",
                again,
                frame -> fit.dragged(Math.sin(frame / 9.0) * 200, Math.cos(frame / 7.0) * 90));
        frames("zoom", again, frame -> new Camera(fit.x(), fit.y(), fit.zoom() * (1.6 + Math.sin(frame / 20.0) * 0.6)));
        Camera near = new Camera(fit.x(), fit.y(), 0.9);
        frames("pan, near", again, frame -> near.dragged(Math.sin(frame / 20.0) * 900, Math.cos(frame / 13.0) * 500));
    }

    /** Cameras; null paints the same again. */
    private static void frames(String what, Picture picture, IntFunction<Camera> cameras) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        double[] millis = new double[FRAMES];
        Platform.runLater(() -> {
            MapCanvas canvas = new MapCanvas(Look.named("dark"), painting);
            Stage stage = new Stage();
            stage.setScene(new Scene(new StackPane(canvas), WIDTH, HEIGHT));
            stage.setX(0);
            stage.setY(0);
            stage.show();
            canvas.show(picture, false, false);
            new AnimationTimer() {
                private int frame = -WARM;
                private long last;

                @Override
                public void handle(long ignored) {
                    long now = System.nanoTime();
                    if (frame > 0 && frame <= FRAMES) {
                        millis[frame - 1] = (now - last) / 1e6;
                    }
                    last = now;
                    if (frame++ == FRAMES) {
                        stop();
                        stage.close();
                        done.countDown();
                        return;
                    }
                    Camera camera = cameras.apply(frame);
                    if (camera == null) {
                        canvas.show(picture, false, false);
                    } else {
                        canvas.look(camera);
                    }
                }
            }.start();
        });
        done.await();
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "  %-22s frame median %.1f ms, p95 %.1f ms, longest %.1f ms%n",
                what,
                millis[FRAMES / 2],
                millis[FRAMES * 95 / 100],
                millis[FRAMES - 1]);
    }

    /** Services in five tiers, each of which calls one to three of the next. */
    private static Edges edges(int services) {
        Random random = new Random(3);
        Batch.Builder batch = Batch.newBuilder()
                .setSequence(1)
                .setAgent(1)
                .setBaseNs(1_000_000_000L)
                .setClock(Clock.newBuilder().setMonotonicNs(0).setUnixNs(1_700_000_000_000_000_000L))
                .setStrings(Strings.newBuilder()
                        .setFirstId(1)
                        .addValues("10.0.0.1")
                        .addValues("10.0.0.2")
                        .addValues("GET /"));
        String[] words = {"order", "stock", "price", "user", "cart", "mail", "search", "ledger", "image", "audit"};
        for (int i = 1; i <= services; i++) {
            String name = words[i % words.length] + "-" + words[i / words.length % words.length] + "-"
                    + Integer.toString(i, 36) + "x";
            batch.addProcesses(Process.newBuilder()
                    .setRef(i)
                    .setPid(1000 + i)
                    .setExecutable(name)
                    .setSystemdUnit(name + ".service"));
        }
        Connections.Builder connections = Connections.newBuilder();
        Exchanges.Builder rows = Exchanges.newBuilder();
        int tier = Math.max(1, services / 5);
        int id = 0;
        for (int client = 1; client <= services - tier; client++) {
            int first = ((client - 1) / tier + 1) * tier;
            for (int k = random.nextInt(3); k >= 0; k--) {
                int server = Math.min(services, first + 1 + random.nextInt(tier));
                id++;
                connections
                        .addId(id)
                        .addClientAddress(1)
                        .addClientPort(id)
                        .addServerAddress(2)
                        .addServerPort(80)
                        .addClientProcess(client)
                        .addServerProcess(server)
                        .addFlags(3)
                        .addOpenedDelta(0)
                        .addOpaque(0);
                calls(rows, id, 1 + random.nextInt(20), random);
            }
        }
        SessionStore store = new SessionStore(new StoreSettings(1L << 30, Duration.ofSeconds(10)));
        store.accept(batch.setConnections(connections)
                .setExchanges(rows)
                .setCompleteUntilNs(3_000_000_000L)
                .build());
        return Edges.of(store.snapshot(), Query.of("edges"), CancelToken.NONE);
    }

    private static void calls(Exchanges.Builder rows, int connection, int count, Random random) {
        for (int i = 0; i < count; i++) {
            boolean failed = random.nextInt(60) == 0;
            long nanos = (long) (1e6 * Math.exp(random.nextGaussian()));
            rows.addConnection(connection)
                    .addStartDelta(1000)
                    .addProtocol(Protocol.HTTP1_VALUE)
                    .addEndpoint(3)
                    .addStatus(failed ? 500 : 200)
                    .addFlags(ExchangeFlag.AT_CLIENT_VALUE
                            | ExchangeFlag.AT_SERVER_VALUE
                            | (failed ? ExchangeFlag.ERROR_VALUE : 0))
                    .addRequestBytes(100)
                    .addResponseBytes(1000)
                    .addServerDurationPlus1(nanos + 1)
                    .addClientDurationPlus1(nanos + 20_000)
                    .addServerFirstBytePlus1(0)
                    .addClientFirstBytePlus1(0)
                    .addRowsPlus1(0)
                    .addRequestSequence(0);
        }
    }
}

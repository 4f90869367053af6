package dev.sonde.cli.kube;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.facts.FactsWatch;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.library.Library;
import dev.sonde.core.recorder.RecordingFiles;
import dev.sonde.core.session.Session;
import dev.sonde.core.source.Scope;
import dev.sonde.ui.connect.ConnectPage;
import dev.sonde.ui.desk.Check;
import dev.sonde.ui.desk.Clusters;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import dev.sonde.ui.desk.PageContext;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.workspace.FxPulse;
import dev.sonde.ui.workspace.FxWatch;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;

/**
 * The Connect page on the cluster of the kubeconfig's current context: how long until its first rows and all of its pods are there,
 * how long a search takes, and how much heap that holds. Argument: pods that there are at least.
 */
final class ConnectBenchmark {
    private static final String[] SEARCHES = {
        "c",
        "ca",
        "car",
        "cart",
        "cart-1",
        "app=cart",
        "node-17",
        "crowd-12",
        "front",
        "web-3",
        "zzz",
        "crowd",
        "9",
        "42",
        "media"
    };
    private static final int ROUNDS = 6;

    private final Stage stage;
    private final Jobs jobs;

    private ConnectBenchmark(Stage stage, Jobs jobs) {
        this.stage = stage;
        this.jobs = jobs;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int pods = Integer.parseInt(arguments[0]);
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        // Connect is a page of a window that is there already, with its type and its styles.
        onFx(() -> {
            Scene scene = new Scene(new VBox(new Label("Sonde"), new TextField()), 400, 300);
            Look.named("dark").dress(scene);
            Stage window = new Stage();
            window.setScene(scene);
            window.show();
            return window;
        });
        painted();
        FxWatch watch = onFx(FxWatch::start);
        for (String what : new String[] {"first, classes are loaded", "second"}) {
            open(what, pods).close();
        }
        ConnectBenchmark page = open("third", pods);
        page.search();
        System.out.printf(
                Locale.ROOT,
                "heap after collection with the page open %d MiB; longest stall of the FX thread %.0f ms%n",
                heapMebibytes(),
                watch.longestNanos() / 1e6);
        watched(pods);
        watch.stalls().stream()
                .max(Comparator.comparingLong(FxWatch.Stall::cpuNanos))
                .ifPresent(stall -> System.out.printf(
                        Locale.ROOT,
                        "the most that it computed in one: %.0f ms, %s%n",
                        stall.cpuNanos() / 1e6,
                        stall.stack()));
        System.exit(0);
    }

    /** What a session of the whole cluster watches, and holds of it. */
    private static void watched(int pods) throws InterruptedException {
        Kubeconfig kubeconfig = Kubeconfig.read(Kubeconfig.standardFiles());
        String context = kubeconfig.current().orElseThrow().name();
        long before = heapMebibytes();
        long begun = System.nanoTime();
        try (ClusterApi api = ClusterApi.open(kubeconfig, context);
                FactsWatch facts = new FactsWatch(api, Set.of("none"))) {
            facts.begin();
            while (facts.pods().size() < pods) {
                Thread.sleep(20);
            }
            double millis = millis(begun);
            System.out.printf(
                    Locale.ROOT,
                    "a session's watch of the whole cluster: all pods after %.0f ms, %d MiB of heap%n",
                    millis,
                    heapMebibytes() - before);
        }
    }

    private static long heapMebibytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static ConnectBenchmark open(String what, int pods) throws Exception {
        long begun = System.nanoTime();
        ConnectBenchmark page = onFx(() -> {
            Jobs jobs = new Jobs(
                    Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()),
                    new FxPulse(),
                    (job, error) -> {
                        throw new IllegalStateException(error);
                    });
            Stage made = new Stage();
            Desk desk = new Desk(new ClustersOnly(), jobs, next -> {});
            Look look = Look.named("dark");
            Library library = new Library(RecordingFiles.directory());
            ConnectPage connect = new ConnectPage(new PageContext(desk, library, null, look));
            Scene scene = new Scene((Parent) connect.node(), 1600, 1000);
            look.dress(scene);
            made.setScene(scene);
            connect.opened();
            made.show();
            return new ConnectBenchmark(made, jobs);
        });
        painted();
        double shown = millis(begun);
        while (!onFx(() -> !page.rows().getItems().isEmpty())) {
            Thread.sleep(2);
        }
        painted();
        double first = millis(begun);
        while (!onFx(() -> page.isWhole(pods))) {
            Thread.sleep(2);
        }
        painted();
        System.out.printf(
                Locale.ROOT,
                "%s: page on the screen after %.0f ms, first rows after %.0f ms, all pods after %.0f ms%n",
                what,
                shown,
                first,
                millis(begun));
        return page;
    }

    private void search() throws Exception {
        double[] found = new double[SEARCHES.length * ROUNDS];
        for (int i = 0; i < found.length; i++) {
            String text = SEARCHES[i % SEARCHES.length];
            long begun = System.nanoTime();
            onFx(() -> {
                ((TextField) stage.getScene().lookup("#search-cluster")).setText(text);
                return true;
            });
            while (!onFx(jobs::isIdle)) {
                Thread.onSpinWait();
            }
            found[i] = millis(begun);
            painted();
        }
        double[] counted = Arrays.stream(found).skip(SEARCHES.length).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "search: rows in the table after median %.1f ms, p95 %.1f, longest %.1f (%d searches)%n",
                counted[counted.length / 2],
                counted[counted.length * 95 / 100],
                counted[counted.length - 1],
                counted.length);
    }

    private TableView<?> rows() {
        return (TableView<?>) stage.getScene().lookup("#scope");
    }

    private boolean isWhole(int pods) {
        return stage.getScene().getRoot().lookupAll(".sd-panel-note").stream()
                .map(node -> ((Label) node).getText().replace('\u00a0', ' ').replace(",", ""))
                .filter(text -> text.matches("\\d+ workloads \\d+ pods.*"))
                .anyMatch(text -> Integer.parseInt(text.split(" ", -1)[2]) >= pods);
    }

    private void close() throws Exception {
        onFx(() -> {
            stage.hide();
            return true;
        });
    }

    private static double millis(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    /** Two pulses later what was laid out is on the screen. */
    private static void painted() throws Exception {
        for (int i = 0; i < 2; i++) {
            CountDownLatch pulse = new CountDownLatch(1);
            onFx(() -> {
                PauseTransition wait = new PauseTransition(Duration.millis(1));
                wait.setOnFinished(event -> pulse.countDown());
                wait.play();
                return true;
            });
            pulse.await();
        }
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    /** Opens nothing but clusters. */
    private static final class ClustersOnly implements Openings {
        private final KubeClusters clusters = new KubeClusters("localhost/agent:1", session -> session, Session::close);

        @Override
        public Opening machine(Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Opening file(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(Session session) {
            session.close();
        }

        @Override
        public List<Check> machineChecks() {
            return List.of();
        }

        @Override
        public Clusters clusters() {
            return clusters;
        }
    }
}

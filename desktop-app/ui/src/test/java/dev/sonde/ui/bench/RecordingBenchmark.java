package dev.sonde.ui.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.recording.RecordingWriter;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Exchanges;
import dev.sonde.ui.MainWindow;
import dev.sonde.ui.NothingToOpen;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.workspace.FxPulse;
import dev.sonde.ui.workspace.Workers;
import dev.sonde.ui.workspace.Workspace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/**
 * A recording that is larger than memory in the window: how long until its first figures are on the screen, and how long a move
 * of A to some other place takes until all figures of the Overview are of there. Arguments: the recording, which is made where it
 * is not there yet, its bytes, seconds of A, moves.
 */
final class RecordingBenchmark {
    private static final int EXCHANGES_A_SECOND = 10_000;
    private static final int BATCHES_A_SECOND = 20;
    private static final int SERVICES = 200;
    private static final long BEGUN = 1_700_000_000_000_000_000L;
    private static final int LEFT_OUT = 3;

    /** Rarely: looking takes the FX thread's time, and when figures came is known from their delivery. */
    private static final int LOOK_MILLIS = 5;

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private RecordingBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        PulseMeter meter = new PulseMeter();
        if (Files.notExists(file)) {
            write(file, Long.parseLong(arguments[1]));
        }
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        // Classes are loaded by a window on the sample's worth of it, as those of a start are by the cache.
        open(file).close();
        Opened opened = open(file);
        System.out.printf(
                Locale.ROOT, "first figures of the Overview on the screen after %.0f ms%n", opened.firstMillis());
        moves(opened, meter, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        opened.close();
        System.exit(0);
    }

    private static void write(Path file, long bytes) throws IOException {
        Shop shop = new Shop(SERVICES);
        List<Exchanges> made = new ArrayList<>();
        int rows = EXCHANGES_A_SECOND / BATCHES_A_SECOND;
        for (int i = 0; i < 400; i++) {
            made.add(shop.exchanges(rows, 1_000_000_000L / EXCHANGES_A_SECOND));
        }
        long step = 1_000_000_000L / BATCHES_A_SECOND;
        long size = 0;
        long n = 0;
        try (RecordingWriter writer = RecordingWriter.create(file, "benchmark")) {
            for (; size < bytes; n++) {
                Batch.Builder batch = n == 0 ? shop.names() : Batch.newBuilder();
                writer.append(batch.setExchanges(made.get((int) (n % made.size())))
                        .setSequence(n + 1)
                        .setAgent(1)
                        .setBaseNs(1_000_000_000L + n * step)
                        .setClock(Clock.newBuilder().setMonotonicNs(0).setUnixNs(BEGUN))
                        .setCompleteUntilNs(1_000_000_000L + (n + 1) * step)
                        .build());
                size = writer.progress().fileBytes();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "recording of %d MiB, %.1f million exchanges, %d minutes%n",
                Files.size(file) >> 20,
                n * rows / 1e6,
                n / BATCHES_A_SECOND / 60);
    }

    private record Opened(
            Session session,
            Jobs jobs,
            Delivery delivery,
            Workspace workspace,
            Stage stage,
            ExecutorService worker,
            double firstMillis) {
        void close() throws Exception {
            WindowBenchmark.onFx(stage::hide);
            worker.shutdown();
            session.close();
        }
    }

    /** Knows when it handed over what came last. */
    private static final class Delivery implements Executor {
        private final FxPulse pulse = new FxPulse();
        private volatile Instant last = Instant.EPOCH;

        @Override
        public void execute(Runnable work) {
            pulse.execute(() -> {
                work.run();
                last = Instant.now();
            });
        }
    }

    private static Opened open(Path file) throws Exception {
        Platform.setImplicitExit(false);
        long begun = System.nanoTime();
        Session session = Session.browse(new Where.Recording(file), SessionOptions.defaults());
        ExecutorService worker =
                Executors.newFixedThreadPool(Workers.of(session.info().kind()));
        Delivery delivery = new Delivery();
        Jobs jobs = new Jobs(worker, delivery, (job, error) -> {
            System.err.println("job " + job.key() + " failed: " + error);
            System.exit(1);
        });
        Workspace workspace = WindowBenchmark.onFx(() -> new Workspace(session, jobs, Look.named("dark"), ""));
        Stage stage = WindowBenchmark.onFx(() -> {
            Desk desk = new Desk(new NothingToOpen(), jobs, next -> {});
            MainWindow window = new MainWindow(desk, workspace, 1600, 1000);
            Stage made = new Stage();
            made.setScene(window.scene());
            made.show();
            return made;
        });
        while (!WindowBenchmark.onFx(() -> {
            workspace.tick();
            return stage.getScene().lookup("#services") instanceof TableView<?> table
                    && !table.getItems().isEmpty();
        })) {
            Thread.sleep(5);
        }
        painted();
        double first = (System.nanoTime() - begun) / 1e6;
        idle(jobs);
        return new Opened(session, jobs, delivery, workspace, stage, worker, first);
    }

    private static void moves(Opened opened, PulseMeter meter, int seconds, int moves) throws Exception {
        while (WindowBenchmark.onFx(() -> opened.workspace().moment().span().outline() == null)) {
            WindowBenchmark.onFx(opened.workspace()::tick);
            Thread.sleep(50);
        }
        Window all = WindowBenchmark.onFx(() -> opened.workspace().moment().data());
        idle(opened.jobs());
        Random random = new Random(5);
        Instant[] begins = new Instant[moves];
        Instant[] figures = new Instant[moves];
        double[] cpu = new double[moves];
        for (int i = 0; i < moves; i++) {
            long from =
                    all.fromNanos() + (long) (random.nextDouble() * (all.durationNanos() - seconds * 1_000_000_000L));
            Window a = new Window(from, from + seconds * 1_000_000_000L);
            begins[i] = Instant.now();
            long used = MACHINE.getProcessCpuTime();
            WindowBenchmark.onFx(() -> opened.workspace().go(state -> state.at(new TimeSelection.Fixed(a))));
            while (!WindowBenchmark.onFx(() -> opened.workspace().moment().a().equals(a))) {
                Thread.sleep(LOOK_MILLIS);
            }
            idle(opened.jobs());
            figures[i] = opened.delivery().last;
            painted();
            cpu[i] = (MACHINE.getProcessCpuTime() - used) / 1e6;
        }
        double[] computed = DoubleStream.of(cpu).skip(LEFT_OUT).sorted().toArray();
        PulseMeter.settle();
        double[] counted = IntStream.range(LEFT_OUT, moves)
                .mapToDouble(i -> Duration.between(begins[i], figures[i]).toNanos() / 1e6
                        + meter.presentedMillisAfter(figures[i], i + 1 < moves ? begins[i + 1] : Instant.now()))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "A of %d s, %d requests, moved to %d other places: all figures on the screen after median %.0f ms, p95 %.0f, longest %.0f;"
                        + " computed median %.0f ms, p95 %.0f, by all threads%n",
                seconds,
                seconds * EXCHANGES_A_SECOND,
                counted.length,
                counted[counted.length / 2],
                counted[counted.length * 95 / 100],
                counted[counted.length - 1],
                computed[computed.length / 2],
                computed[computed.length * 95 / 100]);
    }

    private static void idle(Jobs jobs) throws Exception {
        while (!WindowBenchmark.onFx(jobs::isIdle)) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Two pulses later what was laid out is on the screen. */
    private static void painted() throws Exception {
        for (int i = 0; i < 2; i++) {
            CountDownLatch pulse = new CountDownLatch(1);
            WindowBenchmark.onFx(() -> {
                Platform.requestNextPulse();
                PauseTransition wait = new PauseTransition(javafx.util.Duration.millis(1));
                wait.setOnFinished(event -> pulse.countDown());
                wait.play();
            });
            pulse.await();
        }
    }
}

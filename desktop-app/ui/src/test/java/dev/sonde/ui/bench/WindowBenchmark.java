package dev.sonde.ui.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.settings.UserFolders;
import dev.sonde.ui.NothingToOpen;
import dev.sonde.ui.Workstation;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.workspace.FxWatch;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;

/**
 * The product's window under a live load, view by view: first left alone, so that only what arrives is painted, then with a hand
 * that moves over it. Arguments: folder for the recording, seconds a view, services, exchanges a second.
 */
final class WindowBenchmark {
    private static final int WARM_SECONDS = 15;
    private static final Map<String, KeyCode> VIEWS = views();
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String FX = "JavaFX Application Thread";
    private static final String PAINTER = "QuantumRenderer-0";

    private final PulseMeter meter;
    private final LiveLoad load;
    private final int seconds;

    private WindowBenchmark(PulseMeter meter, LiveLoad load, int seconds) {
        this.meter = meter;
        this.load = load;
        this.seconds = seconds;
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        PulseMeter meter = new PulseMeter();
        LiveLoad load = new LiveLoad(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        Session session = Session.open(
                load,
                SessionOptions.defaults().recordingTo(Path.of(arguments[0]).resolve("load.sonde")));
        WindowBenchmark benchmark = new WindowBenchmark(meter, load, Integer.parseInt(arguments[1]));
        Thread.ofPlatform().daemon().name("benchmark").start(benchmark::run);
        Workstation.open(new Workstation.Start(
                new NothingToOpen(), Optional.of(new Opening(session, "")), UserFolders.in(Path.of(arguments[0]))));
        System.exit(0);
    }

    private void run() {
        try {
            System.out.printf(Locale.ROOT, "warming up, %d s%n", WARM_SECONDS);
            sleep(WARM_SECONDS);
            Window window = window();
            Hand hand = onFx(() -> new Hand(window));
            for (Map.Entry<String, KeyCode> view : VIEWS.entrySet()) {
                onFx(() -> hand.press(view.getValue()));
                sleep(5);
                measure(view.getKey() + ", left alone");
                onFx(hand::start);
                measure(view.getKey() + ", under a hand");
                onFx(hand::stop);
            }
            Platform.runLater(Platform::exit);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure(String what) throws Exception {
        meter.forget();
        FxWatch watch = onFx(FxWatch::start);
        long cpu = MACHINE.getProcessCpuTime();
        Map<String, Long> before = cpuOfThreads();
        long begun = System.nanoTime();
        long had = load.delivered();
        sleep(seconds);
        double wall = System.nanoTime() - begun;
        double cores = (MACHINE.getProcessCpuTime() - cpu) / wall;
        double rate = (load.delivered() - had) / wall * 1e9;
        PulseMeter.Sums sums = meter.sums();
        Map<String, Long> after = cpuOfThreads();
        watch.close();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        System.out.printf(
                Locale.ROOT,
                "%-24s frames %4d, median %5.1f ms, p95 %5.1f, longest %5.1f (p95 of styles %.1f, layout %.1f, painting %.1f);"
                        + " longest stall %.0f ms, own stalls over 100 ms: %d; collector's longest pause %.0f ms, all %.0f ms;"
                        + " %.2f cores; CPU a frame: FX thread %.1f ms, painter %.1f ms; heap %d MiB used of %d; %.0f exchanges a second%n",
                what,
                sums.total().count(),
                sums.total().quantile(0.5),
                sums.total().quantile(0.95),
                sums.total().quantile(1),
                sums.phase("styles").quantile(0.95),
                sums.phase("layout").quantile(0.95),
                sums.phase("painting").quantile(0.95),
                watch.longestNanos() / 1e6,
                watch.stalls().stream().filter(FxWatch.Stall::isOwnFault).count(),
                sums.longestPauseMillis(),
                sums.pausesMillis(),
                cores,
                millisAFrame(FX, before, after, sums),
                millisAFrame(PAINTER, before, after, sums),
                heap.getUsed() >> 20,
                heap.getCommitted() >> 20,
                rate);
        watch.stalls().stream()
                .filter(FxWatch.Stall::isOwnFault)
                .limit(2)
                .forEach(stall -> System.out.printf(
                        Locale.ROOT,
                        "  stall of %d ms, %d computed%n%s%n",
                        stall.nanos() / 1_000_000,
                        stall.cpuNanos() / 1_000_000,
                        stall.stack()));
    }

    /** What the two threads that make frames have computed so far, in nanoseconds. It hardly depends on what else runs. */
    private static Map<String, Long> cpuOfThreads() {
        Map<String, Long> nanos = new HashMap<>();
        for (ThreadInfo thread : THREADS.dumpAllThreads(false, false, 0)) {
            nanos.put(thread.getThreadName(), THREADS.getThreadCpuTime(thread.getThreadId()));
        }
        return nanos;
    }

    private static double millisAFrame(
            String thread, Map<String, Long> before, Map<String, Long> after, PulseMeter.Sums sums) {
        long nanos = after.getOrDefault(thread, 0L) - before.getOrDefault(thread, 0L);
        return nanos / 1e6 / Math.max(1, sums.total().count());
    }

    private static void sleep(int seconds) throws InterruptedException {
        Thread.sleep(seconds * 1000L);
    }

    private static Map<String, KeyCode> views() {
        Map<String, KeyCode> views = new LinkedHashMap<>();
        views.put("Overview", KeyCode.DIGIT1);
        views.put("Map", KeyCode.DIGIT2);
        views.put("Requests", KeyCode.DIGIT3);
        views.put("SQL", KeyCode.DIGIT4);
        views.keySet()
                .retainAll(List.of(System.getProperty("sonde.bench.views", "Overview,Map,Requests,SQL")
                        .split(",")));
        return views;
    }

    /** The window, as soon as it is there. */
    static Window window() throws Exception {
        while (onFx(() -> Window.getWindows().isEmpty())) {
            sleep(1);
        }
        return onFx(() -> Window.getWindows().getFirst());
    }

    static void onFx(Runnable work) throws Exception {
        onFx(() -> {
            work.run();
            return true;
        });
    }

    static <T> T onFx(Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get();
    }
}

package dev.sonde.ui.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.settings.UserFolders;
import dev.sonde.ui.NothingToOpen;
import dev.sonde.ui.Workstation;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.workspace.FxWatch;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;

/**
 * The product's window under a live load for a long time, with a hand that goes from view to view. Says how heap, threads, nodes
 * and open files stand after each round, and fails where they grow. Arguments: folder for the recording, minutes, services,
 * exchanges a second.
 */
final class SoakBenchmark {
    private static final List<KeyCode> VIEWS = List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4);
    private static final int SECONDS_A_VIEW = 8;
    private static final int FIRST_ROUNDS = 2;
    private static final long MOST_HEAP = 1L << 30;
    /** Popups, tips and worn-out cells come and go. */
    private static final double GROWTH = 1.25;

    private final LiveLoad load;
    private final Duration duration;

    private SoakBenchmark(LiveLoad load, Duration duration) {
        this.load = load;
        this.duration = duration;
    }

    /** What may grow. */
    private record Standing(long heap, int threads, int nodes, long files) {
        boolean outgrew(Standing first) {
            return heap > MOST_HEAP
                    || threads > first.threads + 4
                    || nodes > first.nodes * GROWTH
                    || files > first.files + 8;
        }

        @Override
        public String toString() {
            return "heap " + (heap >> 20) + " MiB after collection, " + threads + " threads, " + nodes + " nodes, "
                    + files + " open files";
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        LiveLoad load = new LiveLoad(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        Session session = Session.open(
                load,
                SessionOptions.defaults().recordingTo(Path.of(arguments[0]).resolve("soak.sonde")));
        SoakBenchmark soak = new SoakBenchmark(load, Duration.ofMinutes(Long.parseLong(arguments[1])));
        Thread.ofPlatform().daemon().name("soak").start(soak::run);
        Workstation.open(new Workstation.Start(
                new NothingToOpen(), Optional.of(new Opening(session, "")), UserFolders.in(Path.of(arguments[0]))));
        System.exit(1);
    }

    private void run() {
        try {
            Thread.sleep(10_000);
            long end = System.nanoTime() + duration.toNanos();
            Window window = WindowBenchmark.window();
            Hand hand = WindowBenchmark.onFx(() -> new Hand(window));
            FxWatch watch = WindowBenchmark.onFx(FxWatch::start);
            Standing first = null;
            boolean grew = false;
            for (int round = 1; System.nanoTime() < end; round++) {
                for (KeyCode view : VIEWS) {
                    WindowBenchmark.onFx(() -> hand.press(view));
                    WindowBenchmark.onFx(hand::start);
                    Thread.sleep(SECONDS_A_VIEW * 1000L);
                    WindowBenchmark.onFx(hand::stop);
                }
                Standing now = standing(window);
                if (round == FIRST_ROUNDS) {
                    first = now;
                }
                grew |= first != null && now.outgrew(first);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %s, longest stall %d ms, stalls of its own over 100 ms: %d, %d million exchanges%n",
                        round,
                        now,
                        watch.longestNanos() / 1_000_000,
                        watch.stalls().stream()
                                .filter(FxWatch.Stall::isOwnFault)
                                .count(),
                        load.delivered() / 1_000_000);
            }
            System.out.println(grew ? "it grew" : "nothing grew");
            System.exit(grew ? 1 : 0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Standing standing(Window window) throws Exception {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        int nodes = WindowBenchmark.onFx(() -> count(window.getScene().getRoot()));
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        return new Standing(heap, ManagementFactory.getThreadMXBean().getThreadCount(), nodes, files);
    }

    private static int count(Node node) {
        int count = 1;
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                count += count(child);
            }
        }
        return count;
    }
}

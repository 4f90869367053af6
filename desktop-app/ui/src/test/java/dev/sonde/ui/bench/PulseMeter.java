package dev.sonde.ui.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * What frames cost, by JavaFX' own pulse events. A frame begins with the pulse on the FX thread and ends when the painter has
 * presented it: animation, styles, layout, waiting for the painter, painting and presenting. Pulses that paint nothing are no
 * frames. Also the pauses of the garbage collector.
 */
final class PulseMeter implements AutoCloseable {
    private static final String PHASE = "javafx.PulsePhase";
    private static final String PAUSE = "jdk.GCPhasePause";

    private final RecordingStream stream = new RecordingStream();
    private final Map<Long, Frame> frames = new HashMap<>();
    private long longestPause;
    private long pauses;

    /** Where the time of a frame went, in nanoseconds since some moment. */
    private static final class Frame {
        private long begin = Long.MAX_VALUE;
        private long end = Long.MIN_VALUE;
        private long copied = Long.MIN_VALUE;
        private long layout;
        private long styles;
        private long painting;
        private boolean painted;
    }

    /**
     * Sums of a stretch of time.
     *
     * @param total milliseconds of each frame from its begin until it was presented
     * @param phases milliseconds in styles, layout and painting
     * @param longestPauseMillis longest pause of the collector
     * @param pausesMillis all of them
     */
    record Sums(Spread total, Map<String, Spread> phases, double longestPauseMillis, double pausesMillis) {
        Spread phase(String name) {
            return phases.getOrDefault(name, new Spread(DoubleStream.empty()));
        }
    }

    /** Values in order. */
    static final class Spread {
        private final double[] sorted;

        Spread(DoubleStream values) {
            sorted = values.sorted().toArray();
        }

        int count() {
            return sorted.length;
        }

        /** The value below which a share of all is; 0 where there are none. */
        double quantile(double share) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
        }
    }

    /** Begins to listen. Before JavaFX starts, which asks once whether anybody does. */
    PulseMeter() {
        stream.enable(PHASE).withoutThreshold().withoutStackTrace();
        stream.enable(PAUSE).withoutThreshold();
        stream.onEvent(PHASE, this::phase);
        stream.onEvent(PAUSE, this::pause);
        stream.setMaxAge(Duration.ofSeconds(30));
        stream.startAsync();
    }

    private synchronized void phase(RecordedEvent event) {
        Frame frame = frames.computeIfAbsent((long) event.getInt("pulseId"), id -> new Frame());
        long begin = nanos(event.getStartTime());
        long took = event.getDuration().toNanos();
        frame.begin = Math.min(frame.begin, begin);
        frame.end = Math.max(frame.end, begin + took);
        switch (event.getString("phaseName")) {
            case "Layout Pass" -> frame.layout += took;
            case "CSS Pass" -> frame.styles += took;
            case "Copy state to render graph" -> frame.copied = begin;
            case "Painting", "Painted", "Presenting" -> {
                frame.painting += took;
                frame.painted = true;
            }
            default -> {}
        }
    }

    private synchronized void pause(RecordedEvent event) {
        long nanos = event.getDuration().toNanos();
        longestPause = Math.max(longestPause, nanos);
        pauses += nanos;
    }

    /** Forgets what came so far. */
    void forget() {
        settle();
        synchronized (this) {
            frames.clear();
            longestPause = 0;
            pauses = 0;
        }
    }

    /** What came since. */
    Sums sums() {
        settle();
        synchronized (this) {
            List<Frame> painted =
                    frames.values().stream().filter(frame -> frame.painted).toList();
            return new Sums(
                    spread(painted, frame -> frame.end - frame.begin),
                    Map.of(
                            "styles", spread(painted, frame -> frame.styles),
                            "layout", spread(painted, frame -> frame.layout),
                            "painting", spread(painted, frame -> frame.painting)),
                    longestPause / 1e6,
                    pauses / 1e6);
        }
    }

    /**
     * When what had changed on the FX thread by some moment was presented: by the first frame whose state was handed to the painter
     * behind it. Where none came before the next change, what came last changed nothing that is seen, and the frame before shows it.
     *
     * @return milliseconds from that moment, fewer than none for a frame before it; not a number where no frame came
     */
    synchronized double presentedMillisAfter(Instant changed, Instant next) {
        long from = nanos(changed);
        long until = nanos(next);
        List<Frame> before = frames.values().stream()
                .filter(frame -> frame.painted && frame.copied < until)
                .sorted(Comparator.comparingLong(frame -> frame.copied))
                .toList();
        return before.stream()
                .filter(frame -> frame.copied >= from)
                .findFirst()
                .or(() -> before.isEmpty() ? Optional.empty() : Optional.of(before.getLast()))
                .map(frame -> (frame.end - from) / 1e6)
                .orElse(Double.NaN);
    }

    private static long nanos(Instant moment) {
        return Duration.between(Instant.EPOCH, moment).toNanos();
    }

    private static Spread spread(List<Frame> frames, ToLongFunction<Frame> nanos) {
        return new Spread(frames.stream().mapToDouble(frame -> nanos.applyAsLong(frame) / 1e6));
    }

    /** Events are handed over about once a second. */
    static void settle() {
        try {
            Thread.sleep(2500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}

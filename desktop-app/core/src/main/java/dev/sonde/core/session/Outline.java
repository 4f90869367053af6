package dev.sonde.core.session;

import dev.sonde.core.time.Window;
import dev.sonde.protocol.recording.RecordingSpan;
import java.util.List;

/** How many exchanges a recording has at what time, from its index alone. Immutable. */
public final class Outline {
    private final List<RecordingSpan> spans;
    private final Window extent;

    Outline(List<RecordingSpan> spans) {
        this.spans = List.copyOf(spans);
        this.extent = extent(spans);
    }

    /** All the time that it has; empty when it has none. */
    public Window extent() {
        return extent;
    }

    private static Window extent(List<RecordingSpan> spans) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (RecordingSpan span : spans) {
            from = Math.min(from, span.fromUnixNanos());
            to = Math.max(to, span.toUnixNanos());
        }
        return from > to ? new Window(0, 0) : new Window(from, to);
    }

    /** About how many exchanges a window has. */
    public long exchanges(Window window) {
        double sum = 0;
        for (RecordingSpan span : spans) {
            sum += span.exchanges() * share(span, window.fromNanos(), window.toNanos());
        }
        return Math.round(sum);
    }

    /** Exchanges a second in parts of equal length. */
    public double[] rates(Window window, int parts) {
        double[] rates = new double[parts];
        double length = Math.max(1, (double) window.durationNanos() / parts);
        for (RecordingSpan span : spans) {
            int first = (int) Math.clamp((span.fromUnixNanos() - window.fromNanos()) / length, 0, parts);
            int last = (int) Math.clamp((span.toUnixNanos() - window.fromNanos()) / length, -1, parts - 1);
            for (int i = first; i <= last; i++) {
                long from = window.fromNanos() + Math.round(i * length);
                rates[i] += span.exchanges() * share(span, from, from + Math.round(length)) / length * 1e9;
            }
        }
        return rates;
    }

    /** The end of a window, as much of it as has about so many exchanges; all of it where it has no more. */
    public Window newest(Window window, long exchanges) {
        Window wanted = extent().intersect(window);
        long room = exchanges;
        long from = wanted.toNanos();
        for (int i = spans.size() - 1; i >= 0 && room > 0; i--) {
            RecordingSpan span = spans.get(i);
            if (share(span, wanted.fromNanos(), wanted.toNanos()) > 0) {
                room -= span.exchanges();
                from = Math.min(from, span.fromUnixNanos());
            }
        }
        return room > 0 ? wanted : new Window(Math.clamp(from, wanted.fromNanos(), wanted.toNanos()), wanted.toNanos());
    }

    /** The share of a stretch that lies between two moments. */
    private static double share(RecordingSpan span, long from, long to) {
        double length = Math.max(1, span.toUnixNanos() - span.fromUnixNanos());
        double both = (double) Math.min(to, span.toUnixNanos()) - Math.max(from, span.fromUnixNanos());
        return Math.clamp(both / length, 0, 1);
    }
}

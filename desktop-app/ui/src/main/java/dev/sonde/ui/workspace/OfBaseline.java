package dev.sonde.ui.workspace;

import dev.sonde.core.time.Window;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was computed of the baseline: kept until another one is asked for, so that a live view does not compute with every tick
 * what can't change any more. Belongs to one session. Safe on any thread.
 */
public final class OfBaseline<T> {
    /** Rows of a moment may come a little later. */
    private static final long SLACK_NANOS = 2_000_000_000L;

    private final AtomicReference<@Nullable Known<T>> known = new AtomicReference<>();

    /** {@code coveredNanos} is how much of the baseline there were rows of. */
    private record Known<T>(Window b, Object question, long coveredNanos, T value) {}

    /** Nothing yet. */
    public OfBaseline() {}

    /** What is known of {@code b}, or else computed; {@code question} is everything else that it depends on. */
    public T of(Moment moment, Window b, Object question, Supplier<T> compute) {
        Known<T> before = known.get();
        long covered = moment.knownNanos(b);
        boolean same =
                before != null && before.b().equals(b) && before.question().equals(question);
        // Rows that have left memory since leave what is known of them.
        if (before != null && same && before.coveredNanos() >= covered) {
            return before.value();
        }
        T value = compute.get();
        // A baseline that rows still come to is asked again.
        if (moment.snapshot().liveEdgeNanos() > b.toNanos() + SLACK_NANOS) {
            known.set(new Known<>(b, question, covered, value));
        }
        return value;
    }
}

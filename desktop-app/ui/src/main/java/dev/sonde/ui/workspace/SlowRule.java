package dev.sonde.ui.workspace;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.time.Window;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which calls are slow, kept while neither filter nor baseline changes: all jobs of a moment ask for it. Safe on any thread. */
final class SlowRule {
    /** So long after the baseline's end rows of it may still come. */
    private static final long LATE_NANOS = 2_000_000_000L;

    private final AtomicReference<@Nullable Known> last = new AtomicReference<>();

    private record Known(Filter filter, @Nullable Window b, Slowness rule) {}

    Slowness at(Moment now, CancelToken cancel) {
        Known known = last.get();
        Window b = now.b();
        if (known != null && known.filter().equals(now.filter()) && Objects.equals(known.b(), b)) {
            return known.rule();
        }
        Slowness rule = Slowness.of(now.snapshot(), now.filter(), b, cancel);
        // A baseline that rows still come to is asked again.
        if (b == null || now.snapshot().liveEdgeNanos() > b.toNanos() + LATE_NANOS) {
            last.set(new Known(now.filter(), b, rule));
        }
        return rule;
    }
}

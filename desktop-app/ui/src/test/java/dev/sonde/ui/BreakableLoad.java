package dev.sonde.ui;

import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.ui.bench.LiveLoad;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A load that breaks, or whose time leaps, when it is told to. */
final class BreakableLoad implements Source {
    private final LiveLoad load;
    private final AtomicReference<@Nullable SourceListener> listener = new AtomicReference<>();
    private volatile boolean broken;
    private volatile long ahead;

    BreakableLoad() {
        this(400);
    }

    /** So many exchanges a second. */
    BreakableLoad(int rate) {
        load = new LiveLoad(10, rate);
    }

    @Override
    public SourceInfo info() {
        return load.info();
    }

    @Override
    public void start(SourceListener to) {
        listener.set(to);
        load.start(new SourceListener() {
            @Override
            public void batch(Batch batch) {
                if (!broken) {
                    to.batch(ahead == 0 ? batch : later(batch));
                }
            }

            @Override
            public void state(SourceState state) {
                if (!broken) {
                    to.state(state);
                }
            }
        });
    }

    private Batch later(Batch batch) {
        return batch.toBuilder()
                .setBaseNs(batch.getBaseNs() + ahead)
                .setCompleteUntilNs(batch.getCompleteUntilNs() + ahead)
                .build();
    }

    /** Goes on so much later than it would. */
    void leap(Duration by) {
        ahead = by.toNanos();
    }

    /** Says nothing any more. */
    void fallSilent() {
        broken = true;
    }

    /** Says something again. */
    void speak() {
        broken = false;
    }

    /** Says nothing any more but how it stands. */
    void become(SourceState state) {
        broken = true;
        SourceListener to = listener.get();
        if (to != null) {
            to.state(state);
        }
    }

    @Override
    public void close() {
        load.close();
    }
}

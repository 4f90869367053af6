package dev.sonde.core.session;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.Recorder;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.session.Session.Subscription;
import dev.sonde.core.session.SessionState.AgentCost;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.pcap.CaptureSource;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.Snapshot;
import dev.sonde.protocol.v1.Batch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ingest thread of a session: the only writer of its store. A full queue slows the source.
 *
 * <p>A failure in here ends the taking in (SD-2016) and is the session's state from then on. What still arrives is recorded
 * and taken off the queue, so that the source can end in order.
 */
final class Ingest implements SourceListener {
    private static final int QUEUE = 64;
    private static final long SETTLE_MILLIS = 30_000;
    private static final long PUBLISH_NANOS = 100_000_000L;

    private final SessionStore store;
    private final @Nullable Recorder recorder;
    private final RecorderState withoutRecorder;
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<Consumer<SessionState>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, Long> unixOffsets = new HashMap<>();
    private final Thread thread;
    private final Object published = new Object();
    private volatile SessionState state;
    private SourceState source = new SourceState.Starting("opening");
    private SourceState.@Nullable Failed failed;
    private long batches;
    private long lastPublish;
    private long completeUntil;

    private sealed interface Item {
        record Data(Batch batch) implements Item {}

        record Change(SourceState state) implements Item {}

        record Mark(CountDownLatch reached) implements Item {}

        record Finish() implements Item {}
    }

    Ingest(SessionStore store, @Nullable Recorder recorder, RecorderState withoutRecorder) {
        this.store = store;
        this.recorder = recorder;
        this.withoutRecorder = withoutRecorder;
        this.state = new SessionState(source, recorderState(), AgentCost.UNKNOWN, 0, 0, 0);
        this.thread = Thread.ofPlatform().name("sonde-ingest").daemon().start(this::run);
    }

    @Override
    public void batch(Batch batch) {
        put(new Item.Data(batch));
    }

    @Override
    public void state(SourceState change) {
        put(new Item.Change(change));
    }

    private void put(Item item) {
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Item item = queue.poll(PUBLISH_NANOS, TimeUnit.NANOSECONDS);
                if (item instanceof Item.Finish) {
                    break;
                }
                guarded(() -> handle(item));
            }
        } catch (InterruptedException e) {
            // As good as being finished.
        }
        guarded(this::finishRecording);
        publish();
    }

    private void handle(@Nullable Item item) {
        switch (item) {
            case Item.Data(Batch batch) -> take(batch);
            case Item.Change(SourceState change) -> {
                source = change;
                publish();
            }
            case Item.Mark(CountDownLatch reached) -> reached.countDown();
            case Item.Finish _ -> {}
            case null -> {}
        }
        if (System.nanoTime() - lastPublish >= PUBLISH_NANOS) {
            publish();
        }
    }

    /** Runs a piece of work; the first that fails is what the session says from then on. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            fail("The session could not take in what it received", e);
        }
    }

    private void fail(String what, Throwable cause) {
        if (failed == null) {
            failed = new SourceState.Failed(new SondeException(
                    "SD-2016", what, String.valueOf(cause), "Please report this with the recording.", cause));
            publish();
        }
    }

    private void take(Batch batch) {
        batches++;
        if (batch.hasClock()) {
            unixOffsets.put(
                    batch.getAgent(),
                    batch.getClock().getUnixNs() - batch.getClock().getMonotonicNs());
        }
        Long offset = unixOffsets.get(batch.getAgent());
        if (offset != null && batch.getCompleteUntilNs() != 0) {
            completeUntil = Math.max(completeUntil, batch.getCompleteUntilNs() + offset);
        }
        if (recorder != null) {
            recorder.record(batch, completeUntil);
        }
        if (failed == null) {
            store.accept(batch);
        }
    }

    private void finishRecording() {
        if (recorder != null && batches == 0) {
            recorder.discard();
        } else if (recorder != null) {
            recorder.finish(failed == null ? ending() : "failed");
        }
    }

    /** What was read of a capture is recorded to its end, and yet the capture is not. */
    private String ending() {
        return source instanceof SourceState.Ended(String how) && how.equals(CaptureSource.CUT)
                ? how
                : Recorder.COMPLETE;
    }

    private RecorderState recorderState() {
        return recorder == null ? withoutRecorder : recorder.state();
    }

    private void publish() {
        lastPublish = System.nanoTime();
        Snapshot snapshot = store.snapshot();
        SessionState next = new SessionState(
                failed == null ? source : failed,
                recorderState(),
                failed == null ? AgentCost.of(snapshot.agents()) : state.cost(),
                batches,
                snapshot.lossTotal(),
                completeUntil);
        if (next.equals(state)) {
            return;
        }
        synchronized (published) {
            state = next;
            published.notifyAll();
        }
        for (Consumer<SessionState> listener : listeners) {
            tell(listener, next);
        }
    }

    private void tell(Consumer<SessionState> listener, SessionState next) {
        try {
            listener.accept(next);
        } catch (RuntimeException | Error e) {
            // It is not asked again; those that are left hear of the failure.
            listeners.remove(listener);
            fail("What shows the session failed", e);
        }
    }

    SessionState state() {
        return state;
    }

    Subscription onState(Consumer<SessionState> listener) {
        listeners.add(listener);
        listener.accept(state);
        return () -> listeners.remove(listener);
    }

    SourceState await(Predicate<SourceState> wanted, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        synchronized (published) {
            while (true) {
                SourceState now = state.source();
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                boolean over = now instanceof SourceState.Ended || now instanceof SourceState.Failed;
                if (over || wanted.test(now) || left <= 0) {
                    return now;
                }
                published.wait(left);
            }
        }
    }

    /** Waits until what was handed over so far has been taken in. */
    void settle() {
        CountDownLatch reached = new CountDownLatch(1);
        put(new Item.Mark(reached));
        try {
            // On a machine that has no time for it, what was handed over is taken in later.
            var _ = reached.await(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes in what is queued, completes the recording (removes it when it is empty) and ends the thread. */
    void finish() {
        if (thread.isAlive()) {
            put(new Item.Finish());
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.sonde.core.session;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.columns.ColumnBatch;
import dev.sonde.protocol.recording.BatchCursor;
import dev.sonde.protocol.recording.RecordingException;
import dev.sonde.protocol.recording.RecordingReader;
import dev.sonde.protocol.v1.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a recording has, read part by part: a file may hold far more than memory, and a session that goes on has let go of what
 * is old. Safe on any thread.
 */
public final class Past implements AutoCloseable {
    /** Heap that a row takes in a store, with what belongs to it. */
    private static final long BYTES_A_ROW = 80;

    private final RecordingReader reader;
    private final StoreSettings settings;
    private volatile boolean joined;

    private Past(RecordingReader reader, StoreSettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /**
     * Opens a recording, also one that is being written.
     *
     * @param settings limits of what is read at once
     * @throws dev.sonde.core.error.SondeException SD-20xx if it can't be read
     */
    public static Past of(Path file, StoreSettings settings) {
        try {
            return new Past(RecordingReader.open(file), settings);
        } catch (RecordingException e) {
            throw RecordingSource.explain(e);
        }
    }

    /**
     * A part that was read.
     *
     * @param snapshot what it has
     * @param windows the time of which it has all
     */
    public record Part(Snapshot snapshot, List<Window> windows) {
        /** Says whether it has all of a window. */
        public boolean covers(Window window) {
            return window.isEmpty()
                    || windows.stream()
                            .anyMatch(
                                    has -> has.fromNanos() <= window.fromNanos() && has.toNanos() >= window.toNanos());
        }
    }

    /** What is known of it without reading its rows. */
    public Outline outline() {
        return new Outline(reader.spans());
    }

    /** Looks for what was written since. */
    public void refresh() {
        try {
            boolean _ = reader.refresh();
        } catch (RecordingException e) {
            throw RecordingSource.explain(e);
        }
    }

    /** How many rows may be read at once. */
    public long mostRows() {
        return settings.maxBytes() / BYTES_A_ROW;
    }

    /** Says whether all of it fits into memory. */
    public boolean fits() {
        return reader.info().exchanges() <= mostRows();
    }

    /**
     * Reads windows of time. Where they have more rows than fit, the earlier part of each is left out, and the part does not say
     * that it has it.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Part read(List<Window> wanted, CancelToken cancel) {
        List<Window> windows = fitting(wanted);
        SessionStore store = new SessionStore(settings);
        Numbers numbers = new Numbers();
        if (!windows.isEmpty()) {
            store.forgetBefore(windows.getFirst().fromNanos());
        }
        try {
            for (Window window : windows) {
                numbers.leap();
                // Two agents tell of an exchange at different times: what belongs together is read together.
                long around = joined ? settings.joinWithin().toNanos() : 0;
                BatchCursor<ColumnBatch> cursor =
                        reader.columns(window.fromNanos() - around, window.toNanos() + around);
                for (ColumnBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    cancel.check();
                    store.accept(numbers.of(batch));
                }
            }
        } catch (RecordingException e) {
            throw RecordingSource.explain(e);
        }
        if (!joined && numbers.agents() > 1) {
            joined = true;
            return read(wanted, cancel);
        }
        Snapshot snapshot = store.snapshot();
        // The store may have needed more room than was thought, and have let go of the oldest rows.
        Window kept = new Window(snapshot.extent().fromNanos(), Long.MAX_VALUE);
        return new Part(
                snapshot,
                windows.stream()
                        .map(window -> window.intersect(kept))
                        .filter(window -> !window.isEmpty())
                        .toList());
    }

    /** In the order of time, those that meet as one, each as long as fits. */
    private List<Window> fitting(List<Window> wanted) {
        Outline outline = outline();
        List<Window> sorted = wanted.stream()
                .map(window -> outline.extent().intersect(window))
                .filter(window -> !window.isEmpty())
                .sorted(Comparator.comparingLong(Window::fromNanos))
                .toList();
        List<Window> apart = new ArrayList<>();
        for (Window window : sorted) {
            Window last = apart.isEmpty() ? null : apart.getLast();
            if (last != null && last.toNanos() >= window.fromNanos()) {
                apart.set(apart.size() - 1, new Window(last.fromNanos(), Math.max(last.toNanos(), window.toNanos())));
            } else {
                apart.add(window);
            }
        }
        long room = mostRows() / Math.max(1, apart.size());
        return apart.stream().map(window -> outline.newest(window, room)).toList();
    }

    /** Numbers batches so that what was left out between two windows does not look like loss. Belongs to one thread. */
    private static final class Numbers {
        private final Map<Integer, Long> last = new HashMap<>();
        private final Map<Integer, Long> moved = new HashMap<>();

        void leap() {
            moved.clear();
        }

        int agents() {
            return last.size();
        }

        ColumnBatch of(ColumnBatch batch) {
            Batch rest = batch.rest();
            long number = rest.getSequence();
            if (number == 0) {
                return batch;
            }
            int agent = rest.getAgent();
            long by = moved.computeIfAbsent(agent, a -> {
                Long before = last.get(a);
                return before == null ? 0 : before + 1 - number;
            });
            last.merge(agent, number + by, Math::max);
            return by == 0
                    ? batch
                    : batch.with(rest.toBuilder().setSequence(number + by).build());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}

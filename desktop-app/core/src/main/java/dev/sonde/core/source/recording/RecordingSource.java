package dev.sonde.core.source.recording;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.recording.BatchCursor;
import dev.sonde.protocol.recording.RecordingAppend;
import dev.sonde.protocol.recording.RecordingException;
import dev.sonde.protocol.recording.RecordingInfo;
import dev.sonde.protocol.recording.RecordingReader;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording as a source, whole or a range of its time. One thread reads and delivers, as fast as the listener takes it.
 */
public final class RecordingSource implements Source {
    private static final int PROGRESS_BATCHES = 256;

    /** How {@link SourceState.Ended} begins for a recording that was not closed. */
    public static final String UNCLOSED = "end of what is there";

    private final Path file;
    private final Window range;
    private final NotesBeside beside;
    private volatile boolean cancelled;
    private @Nullable Thread thread;

    /** Makes a source that reads a whole recording. */
    public RecordingSource(Path file) {
        this(file, Window.ALL);
    }

    /** Makes a source that reads what a recording has in a range of time. */
    public RecordingSource(Path file, Window range) {
        this(file, range, NotesBeside.ofUser());
    }

    RecordingSource(Path file, Window range, NotesBeside beside) {
        this.file = file;
        this.range = range;
        this.beside = beside;
    }

    /**
     * The time that a recording spans, known without reading all of it.
     *
     * @throws SondeException SD-20xx if it can't be read
     */
    public static Window extent(Path file) {
        try (RecordingReader reader = RecordingReader.open(file)) {
            RecordingInfo info = reader.info();
            return new Window(info.fromUnixNanos(), Math.max(info.fromUnixNanos(), info.toUnixNanos()));
        } catch (RecordingException e) {
            throw explain(e);
        }
    }

    /** Puts an error of the file format in the form of all errors. */
    public static SondeException explain(RecordingException e) {
        return new SondeException(e.code(), e.what(), e.why(), e.remedy(), e);
    }

    @Override
    public SourceInfo info() {
        Path name = file.getFileName();
        return new SourceInfo(SourceInfo.Kind.RECORDING, name == null ? file.toString() : name.toString());
    }

    @Override
    public void start(SourceListener listener) {
        RecordingReader reader;
        try {
            reader = RecordingReader.open(file);
        } catch (RecordingException e) {
            throw explain(e);
        }
        thread = Thread.ofPlatform().name("sonde-recording").daemon().start(() -> run(reader, listener));
    }

    private void run(RecordingReader reader, SourceListener listener) {
        try (reader) {
            RecordingInfo info = reader.info();
            listener.state(new SourceState.Starting("reading"));
            BatchCursor<Batch> cursor = reader.batches(range.fromNanos(), range.toNanos());
            long read = 0;
            for (Batch batch = cursor.next(); batch != null && !cancelled; batch = cursor.next()) {
                listener.batch(batch);
                if (++read % PROGRESS_BATCHES == 0 && info.batches() > 0) {
                    listener.state(
                            new SourceState.Starting("reading, " + Math.min(100, 100 * read / info.batches()) + " %"));
                }
            }
            tellNotes(reader, listener);
            if (!cancelled) {
                listener.state(new SourceState.Live());
            }
            listener.state(new SourceState.Ended(cancelled ? "stopped" : ending(info)));
        } catch (RecordingException e) {
            listener.state(new SourceState.Failed(explain(e)));
        } catch (RuntimeException e) {
            listener.state(new SourceState.Failed(new SondeException(
                    "SD-2006",
                    "Reading " + file + " failed",
                    String.valueOf(e),
                    "Please report this with the recording.",
                    e)));
        }
    }

    /** A file of notes that can't be read takes nothing from the recording; who adds one is told. */
    private void tellNotes(RecordingReader reader, SourceListener listener) {
        List<Batch> notes;
        try {
            notes = beside.of(reader);
        } catch (RecordingException unreadable) {
            return;
        }
        notes.forEach(listener::batch);
    }

    /** In the file, or in the user's folder where the file is not to be changed, or can't be. */
    @Override
    public void keep(Batch batch) {
        if (NotesBeside.isShipped(file)) {
            keepBeside(batch);
            return;
        }
        try {
            RecordingAppend.add(file, batch);
        } catch (RecordingException e) {
            keepBeside(batch);
        }
    }

    private void keepBeside(Batch batch) {
        try (RecordingReader reader = RecordingReader.open(file)) {
            beside.add(reader.info().id(), batch);
        } catch (RecordingException e) {
            throw explain(e);
        } catch (IOException e) {
            throw new SondeException(
                    "SD-2021",
                    "Nothing can be added to " + file + ", nor beside this user's data",
                    String.valueOf(e.getMessage()),
                    "Copy it to where it can be written. Notes stay until the window closes.",
                    e);
        }
    }

    private static String ending(RecordingInfo info) {
        return switch (info.end()) {
            case RecordingInfo.End.Orderly _ -> "end of the recording";
            case RecordingInfo.End.Open _ ->
                UNCLOSED + ": the recording was not closed, it is being written or its writer died";
        };
    }

    @Override
    public void close() {
        cancelled = true;
        Thread running = thread;
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

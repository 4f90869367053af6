package dev.sonde.core.session;

import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.cluster.link.ClusterSource;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.Recorder;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.recorder.RecordingFiles;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.agent.LocalAgentSource;
import dev.sonde.core.source.pcap.CaptureSource;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.core.store.Note;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Notes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One investigation: a source, the recorder and the store, put together. Live, recording or capture alike.
 *
 * <p>The source delivers on its thread; one ingest thread of the session hands each batch to the recorder, puts it into the
 * store, and tells listeners. All methods here can be called from any thread.
 */
public final class Session implements AutoCloseable {
    /** Of a recording that is larger than memory, about so many are read at first: as many as are there at a glance. */
    private static final long FIRST_ROWS = 200_000;

    private final Source source;
    private final SessionStore store;
    private final Ingest ingest;
    private final StoreSettings limits;
    private @Nullable Past past;
    private boolean closed;
    private volatile boolean stopped;

    private Session(Source source, SessionStore store, Ingest ingest, StoreSettings limits, @Nullable Past past) {
        this.source = source;
        this.store = store;
        this.ingest = ingest;
        this.limits = limits;
        this.past = past;
    }

    /**
     * Opens a session; what comes later is said by {@link #state()}.
     *
     * @throws SondeException if the source can't begin, or the file named for the recording can't be made
     */
    public static Session open(Where where, SessionOptions options) {
        Source source = switch (where) {
            case Where.Local(var scope) -> new LocalAgentSource(scope);
            case Where.InCluster(ClusterRequest request) -> new ClusterSource(request);
            case Where.Recording(Path file, var range) -> new RecordingSource(file, range);
            case Where.Capture(Path file) -> new CaptureSource(file);
        };
        return open(source, options);
    }

    /**
     * Opens a session to look around in. Of a recording that is larger than memory only the end is read at first, and
     * {@link #past()} reads the rest where it is wanted; everything else is opened as {@link #open(Where, SessionOptions)} does.
     *
     * @throws SondeException if the source can't begin, or the recording can't be read
     */
    public static Session browse(Where where, SessionOptions options) {
        if (!(where instanceof Where.Recording(Path file, Window range)) || !range.equals(Window.ALL)) {
            return open(where, options);
        }
        Past past = Past.of(file, options.store());
        if (past.fits()) {
            past.close();
            return open(where, options);
        }
        Window end = past.outline().newest(Window.ALL, FIRST_ROWS);
        SessionStore store = new SessionStore(options.store());
        store.forgetBefore(end.fromNanos());
        return open(new RecordingSource(file, end), options, store, past);
    }

    /**
     * Opens a session on a source.
     *
     * @throws SondeException if the source can't begin, or the file named for the recording can't be made
     */
    public static Session open(Source source, SessionOptions options) {
        return open(source, options, new SessionStore(options.store()), null);
    }

    private static Session open(Source source, SessionOptions options, SessionStore store, @Nullable Past past) {
        Recording recording = recording(source.info(), options.recordTo());
        Ingest ingest = new Ingest(store, recording.recorder, recording.failed);
        try {
            source.start(ingest);
        } catch (RuntimeException e) {
            ingest.finish();
            throw e;
        }
        return new Session(source, store, ingest, options.store(), past);
    }

    private record Recording(@Nullable Recorder recorder, RecorderState failed) {}

    private static Recording recording(SourceInfo info, @Nullable Path named) {
        if (named != null) {
            return new Recording(Recorder.begin(named, Version.CURRENT), new RecorderState.Off());
        }
        if (info.kind() != SourceInfo.Kind.LIVE) {
            return new Recording(null, new RecorderState.Off());
        }
        try {
            return new Recording(
                    Recorder.begin(RecordingFiles.newFile(fileWord(info.name())), Version.CURRENT),
                    new RecorderState.Off());
        } catch (SondeException e) {
            // Watching goes on without a file, and says so.
            return new Recording(null, new RecorderState.Blocked(RecordingFiles.directory(), e, 0, 0));
        }
    }

    /** What is recorded, as a part of a file's name. */
    private static String fileWord(String source) {
        return source.equals(LocalAgentSource.NAME)
                ? "local"
                : source.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^-|-$", "");
    }

    /** Says what the source is. */
    public SourceInfo info() {
        return source.info();
    }

    /** What was received, for tables and views. */
    public SessionStore store() {
        return store;
    }

    /**
     * Notes something, or changes or takes away what was noted. It is part of the session at once, and of its recording: the
     * one that is being written, or the file that is shown. Writes to a file; for jobs.
     *
     * @throws SondeException SD-2021 or SD-2022 if it can't be kept beyond this session; it is shown nevertheless
     */
    public void note(Note note) {
        Batch batch = Batch.newBuilder()
                .setNotes(Notes.newBuilder()
                        .addId(note.id())
                        .addUnixNs(note.unixNanos())
                        .addAuthor(note.author())
                        .addText(note.text())
                        .addLink(note.link()))
                .build();
        if (stopped) {
            keep(batch);
            return;
        }
        ingest.batch(batch);
        ingest.settle();
        if (ingest.state().recorder() instanceof RecorderState.Off) {
            source.keep(batch);
        }
    }

    /** Nobody takes batches in any more, and the recording is a file like others. */
    private synchronized void keep(Batch batch) {
        store.accept(batch);
        Path file = recorded();
        (file == null ? source : new RecordingSource(file)).keep(batch);
    }

    /** Says how things stand. */
    public SessionState state() {
        return ingest.state();
    }

    /** How the agents of a cluster are, or were where this is a recording; empty elsewhere. */
    public List<AgentState> agents() {
        return info().kind() == SourceInfo.Kind.LIVE ? source.agents() : RecordedAgents.of(store.snapshot());
    }

    /**
     * Asks to be told of every change of {@link #state()}, on the session's thread and at most about ten times a second; once
     * at once, on the caller's thread.
     *
     * @return closes the subscription
     */
    public Subscription onState(Consumer<SessionState> listener) {
        return ingest.onState(listener);
    }

    /**
     * Waits until the source is in a state, or has ended or failed.
     *
     * @return the state it is in then, or at the time-out
     */
    public SourceState await(Predicate<SourceState> wanted, Duration atMost) throws InterruptedException {
        return ingest.await(wanted, atMost);
    }

    /**
     * What is not in memory any more and can be read again: of a recording that is larger than memory, or of this session's own
     * recording. Null where there is none. Opens a file: not on the FX thread.
     *
     * @throws SondeException SD-20xx if it can't be read
     */
    public synchronized @Nullable Past past() {
        Path file = recorded();
        if (past == null && !closed && file != null) {
            // A session that goes on needs its memory itself.
            past = Past.of(file, new StoreSettings(limits.maxBytes() / 4, limits.joinWithin()));
        }
        return past;
    }

    /** The file that this session was recorded to, or is being. */
    private @Nullable Path recorded() {
        return switch (state().recorder()) {
            case RecorderState.Writing(Path file, long _, long _) -> file;
            case RecorderState.Finished(Path file, long _, long _) -> file;
            case RecorderState.Off _, RecorderState.Blocked _ -> null;
        };
    }

    /** Says whether {@link #past()} may have more than is in memory. */
    public boolean hasPast() {
        return store.snapshot().evicted();
    }

    /**
     * Stops watching: agents leave, and the recording is completed. What was received stays to be looked at. Returns when that
     * is done; can be called again.
     */
    public void stop() {
        source.close();
        ingest.finish();
        stopped = true;
    }

    /** Stops, and lets go of all that is open. Can be called again. */
    @Override
    public void close() {
        stop();
        synchronized (this) {
            closed = true;
            if (past != null) {
                past.close();
            }
        }
    }

    /** Something that was asked for and can be given up. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

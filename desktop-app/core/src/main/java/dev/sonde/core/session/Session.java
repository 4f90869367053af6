package dev.sonde.core.session;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.Recorder;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.recorder.RecordingFiles;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.agent.LocalAgentSource;
import dev.sonde.core.source.pcap.CaptureSource;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.core.store.SessionStore;
import java.nio.file.Path;
import java.time.Duration;
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
    private final Source source;
    private final SessionStore store;
    private final Ingest ingest;

    private Session(Source source, SessionStore store, Ingest ingest) {
        this.source = source;
        this.store = store;
        this.ingest = ingest;
    }

    /**
     * Opens a session; what comes later is said by {@link #state()}.
     *
     * @throws SondeException if the source can't begin, or the file named for the recording can't be made
     */
    public static Session open(Where where, SessionOptions options) {
        Source source = switch (where) {
            case Where.Local(var scope) -> new LocalAgentSource(scope);
            case Where.Recording(Path file, var range) -> new RecordingSource(file, range);
            case Where.Capture(Path file) -> new CaptureSource(file);
        };
        return open(source, options);
    }

    /**
     * Opens a session on a source.
     *
     * @throws SondeException if the source can't begin, or the file named for the recording can't be made
     */
    public static Session open(Source source, SessionOptions options) {
        SessionStore store = new SessionStore(options.store());
        Recording recording = recording(source.info().kind(), options.recordTo());
        Ingest ingest = new Ingest(store, recording.recorder, recording.failed);
        try {
            source.start(ingest);
        } catch (RuntimeException e) {
            ingest.finish();
            throw e;
        }
        return new Session(source, store, ingest);
    }

    private record Recording(@Nullable Recorder recorder, RecorderState failed) {}

    private static Recording recording(SourceInfo.Kind kind, @Nullable Path named) {
        if (named != null) {
            return new Recording(Recorder.begin(named, Version.CURRENT), new RecorderState.Off());
        }
        if (kind != SourceInfo.Kind.LIVE) {
            return new Recording(null, new RecorderState.Off());
        }
        try {
            return new Recording(
                    Recorder.begin(RecordingFiles.newFile("local"), Version.CURRENT), new RecorderState.Off());
        } catch (SondeException e) {
            // Watching goes on without a file, and says so.
            return new Recording(null, new RecorderState.Blocked(RecordingFiles.directory(), e, 0));
        }
    }

    /** Says what the source is. */
    public SourceInfo info() {
        return source.info();
    }

    /** What was received, for tables and views. */
    public SessionStore store() {
        return store;
    }

    /** Says how things stand. */
    public SessionState state() {
        return ingest.state();
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

    /** Stops the source, takes in what it still had, and completes the recording. Can be called again. */
    @Override
    public void close() {
        source.close();
        ingest.finish();
    }

    /** Something that was asked for and can be given up. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

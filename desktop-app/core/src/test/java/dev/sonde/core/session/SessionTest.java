package dev.sonde.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.protocol.recording.RecordingReader;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionTest {
    private static final int BATCHES = 500;

    @TempDir
    Path folder;

    @Test
    void aFailureWhileTakingInIsSaidAndTheSourceIsRecordedToItsEnd() throws Exception {
        Path file = folder.resolve("a.sonde");
        Numbered source = new Numbered();
        Session session = Session.open(source, SessionOptions.defaults().recordingTo(file));
        session.onState(state -> {
            if (state.batches() > 0) {
                throw new IllegalStateException("the view broke");
            }
        });
        source.begin.countDown();
        SourceState end = session.await(_ -> false, Duration.ofSeconds(30));
        assertThat(end)
                .isInstanceOfSatisfying(
                        SourceState.Failed.class,
                        failed -> assertThat(failed.reason().code()).isEqualTo("SD-2016"));
        source.thread.join();
        session.close();
        assertThat(session.state().source()).isEqualTo(end);
        assertThat(session.state().recorder())
                .isInstanceOfSatisfying(
                        RecorderState.Finished.class,
                        finished -> assertThat(finished.lostBatches()).isZero());
        try (RecordingReader reader = RecordingReader.open(file)) {
            assertThat(reader.info().batches()).isEqualTo(BATCHES);
        }
    }

    @Test
    void aSourceThatCannotBeginLeavesNoFile() {
        Path file = folder.resolve("b.sonde");
        Source broken = new Numbered() {
            @Override
            public void start(SourceListener listener) {
                throw new SondeException("SD-2999", "It can't begin", "", "");
            }
        };
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Session.open(broken, SessionOptions.defaults().recordingTo(file)))
                .isInstanceOf(SondeException.class);
        assertThat(file).doesNotExist();
    }

    /** Numbered batches, far more than a session's queue holds. */
    private static class Numbered implements Source {
        final CountDownLatch begin = new CountDownLatch(1);
        Thread thread = new Thread();

        @Override
        public void start(SourceListener listener) {
            thread = Thread.ofPlatform().start(() -> deliver(listener));
        }

        private void deliver(SourceListener listener) {
            try {
                begin.await();
            } catch (InterruptedException e) {
                return;
            }
            for (int i = 1; i <= BATCHES; i++) {
                listener.batch(Batch.newBuilder()
                        .setAgent(1)
                        .setSequence(i)
                        .setBaseNs(i)
                        .setCompleteUntilNs(i)
                        .setClock(Clock.newBuilder().setMonotonicNs(i).setUnixNs(1_000_000_000_000_000_000L + i))
                        .build());
            }
            listener.state(new SourceState.Ended("all told"));
        }

        @Override
        public SourceInfo info() {
            return new SourceInfo(SourceInfo.Kind.LIVE, "numbers");
        }

        @Override
        public void close() {
            begin.countDown();
        }
    }
}

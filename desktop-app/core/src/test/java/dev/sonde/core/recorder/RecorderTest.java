package dev.sonde.core.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecorderTest {
    @TempDir
    Path folder;

    @Test
    void whatIsRecordedIsReadAgainInOrder() throws Exception {
        Path file = folder.resolve("a.sonde");
        try (Recorder recorder = Recorder.begin(file, "test")) {
            for (int i = 1; i <= 1000; i++) {
                recorder.record(batch(i), i);
            }
            recorder.finish("stopped");
            assertThat(recorder.state()).isInstanceOfSatisfying(RecorderState.Finished.class, finished -> {
                assertThat(finished.lostBatches()).isZero();
                assertThat(finished.bytes()).isPositive();
            });
        }
        assertThat(sequences(file)).hasSize(1000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.sonde"), "mine");
        assertThatThrownBy(() -> Recorder.begin(file, "test"))
                .isInstanceOfSatisfying(
                        SondeException.class, e -> assertThat(e.code()).isEqualTo("SD-2010"));
        assertThat(file).hasContent("mine");
    }

    @Test
    void anEmptyRecordingIsRemovedWhenItIsDiscarded() {
        Path file = folder.resolve("empty.sonde");
        Recorder.begin(file, "test").discard();
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatIsTakenAwayWhileItIsWrittenIsSaidToBeGoneAlsoInTheEnd() throws Exception {
        Path file = folder.resolve("taken.sonde");
        Path elsewhere = folder.resolve("elsewhere.sonde");
        try (Recorder recorder = Recorder.begin(file, "test")) {
            recorder.record(batch(1), 1);
            Files.move(file, elsewhere);
            awaitState(recorder, state -> state instanceof RecorderState.Blocked);
            assertThat(recorder.state())
                    .isInstanceOfSatisfying(
                            RecorderState.Blocked.class,
                            blocked -> assertThat(blocked.reason().code()).isEqualTo("SD-2023"));
            Files.move(elsewhere, file);
            awaitState(recorder, state -> state instanceof RecorderState.Writing);
            Files.delete(file);
            recorder.finish("stopped");
            assertThat(recorder.state()).isInstanceOf(RecorderState.Blocked.class);
        }
    }

    private static void awaitState(Recorder recorder, Predicate<RecorderState> wanted) throws InterruptedException {
        for (int i = 0; i < 400 && !wanted.test(recorder.state()); i++) {
            Thread.sleep(50);
        }
        assertThat(recorder.state()).matches(wanted);
    }

    @Test
    void aFullDiskIsSaidAndWhatWasWrittenStaysReadable() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("small"));
        Process mounting = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "none", mount.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Assumptions.assumeTrue(mounting.waitFor() == 0, "a small file system can only be mounted by root");
        try (Recorder recorder = Recorder.begin(mount.resolve("a.sonde"), "test")) {
            Random random = new Random(1);
            for (int i = 1; i <= 300; i++) {
                byte[] noise = new byte[4096];
                random.nextBytes(noise);
                recorder.record(
                        batch(i).toBuilder()
                                .setEnd(End.newBuilder()
                                        .setReason(Base64.getEncoder().encodeToString(noise)))
                                .build(),
                        i);
            }
            recorder.finish("stopped");
            SondeException failure = recorder.failure();
            assertThat(failure).isNotNull().extracting(SondeException::code).isEqualTo("SD-2011");
            assertThat(recorder.state())
                    .isInstanceOfSatisfying(
                            RecorderState.Finished.class,
                            finished -> assertThat(finished.lostBatches()).isPositive());
            Files.copy(mount.resolve("a.sonde"), folder.resolve("copy.sonde"));
            assertThat(sequences(folder.resolve("copy.sonde"))).isSorted();
        } finally {
            assertThat(new ProcessBuilder("umount", mount.toString()).start().waitFor())
                    .isZero();
        }
    }

    @Test
    void recordingsGoWhereTheSystemKeepsUserData() {
        Path home = Path.of("/home/ada");
        assertThat(RecordingFiles.directory(Map.of(), home, "Linux"))
                .isEqualTo(Path.of("/home/ada/.local/share/sonde/recordings"));
        assertThat(RecordingFiles.directory(Map.of("XDG_DATA_HOME", "/data"), home, "Linux"))
                .isEqualTo(Path.of("/data/sonde/recordings"));
        assertThat(RecordingFiles.directory(Map.of("XDG_DATA_HOME", "relative"), home, "Linux"))
                .isEqualTo(Path.of("/home/ada/.local/share/sonde/recordings"));
    }

    private static Batch batch(long sequence) {
        return Batch.newBuilder()
                .setSequence(sequence)
                .setAgent(1)
                .setBaseNs(sequence * 1000)
                .setClock(Clock.newBuilder().setMonotonicNs(sequence * 1000).setUnixNs(sequence * 1000))
                .setCompleteUntilNs(sequence * 1000)
                .build();
    }

    private static List<Long> sequences(Path file) throws InterruptedException {
        List<Long> sequences = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        try (RecordingSource source = new RecordingSource(file)) {
            source.start(new SourceListener() {
                @Override
                public void batch(Batch batch) {
                    if (batch.getSequence() > 0) {
                        sequences.add(batch.getSequence());
                    }
                }

                @Override
                public void state(SourceState state) {
                    if (state instanceof SourceState.Ended || state instanceof SourceState.Failed) {
                        over.countDown();
                    }
                }
            });
            assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
        }
        return sequences;
    }
}

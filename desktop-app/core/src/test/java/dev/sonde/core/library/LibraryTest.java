package dev.sonde.core.library;

import static dev.sonde.core.library.TrashTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.core.bench.Load;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.library.RecordedFile.Ending;
import dev.sonde.core.library.RecordedFile.Illegible;
import dev.sonde.core.library.RecordedFile.Legible;
import dev.sonde.core.recorder.Recorder;
import dev.sonde.protocol.recording.RecordingWriter;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryTest {
    private static final int EXCHANGES = 1_000;

    @TempDir
    private Path folder;

    private Library library = new Library(Path.of(""));

    @BeforeEach
    void open() {
        library = new Library(folder);
    }

    @Test
    void aFolderThatIsNotThereYetHasNoRecordings() {
        assertThat(new Library(folder.resolve("none")).list(CancelToken.NONE, ratio -> {}))
                .isEmpty();
    }

    @Test
    void recordingsAreListedTheNewestFirstAndNothingElseIs() throws IOException {
        age(closed("old.sonde"), 300);
        age(closed("new.sonde"), 100);
        Files.writeString(folder.resolve("notes.txt"), "no recording");
        Files.createDirectory(folder.resolve("folder.sonde"));
        List<Double> progress = new ArrayList<>();
        List<RecordedFile> found = library.list(CancelToken.NONE, progress::add);
        assertThat(found).extracting(RecordedFile::name).containsExactly("new.sonde", "old.sonde");
        assertThat(progress).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void aRecordingSaysWhatIsInItAndWhereItWasWatched() throws IOException {
        Legible content = legible(closed("shop.sonde"));
        assertThat(content.counts().exchanges()).isEqualTo(EXCHANGES);
        assertThat(content.counts().lost()).isZero();
        assertThat(content.places()).containsExactly("node");
        assertThat(content.span().fromNanos()).isGreaterThanOrEqualTo(Load.START);
        assertThat(content.span().nanos()).isPositive();
        assertThat(content.ending()).isEqualTo(new Ending.Closed("closed"));
    }

    @Test
    void detailThatWasCutIsTold() throws IOException {
        Path file = folder.resolve("cut.sonde");
        try (RecordingWriter writer = RecordingWriter.create(file, "test")) {
            writer.append(Batch.newBuilder()
                    .setAgent(1)
                    .setSequence(1)
                    .addLosses(loss("capture_cut", 3))
                    .addLosses(loss("before_attach", 5))
                    .build());
            writer.append(Batch.newBuilder()
                    .setAgent(1)
                    .setSequence(2)
                    .addLosses(loss("ring_full", 7))
                    .build());
            writer.finish(Recorder.COMPLETE);
        }
        assertThat(legible(file).counts()).isEqualTo(new RecordedFile.Counts(0, 7, 3));
    }

    private static Loss loss(String cause, long count) {
        return Loss.newBuilder().setCause(cause).setCount(count).build();
    }

    @Test
    void whatNobodyClosedIsBeingWrittenWhileItIsFreshAndCutLater() throws IOException {
        Path copy = folder.resolve("copy.sonde");
        Path original = folder.resolve("original");
        try (RecordingWriter writer = RecordingWriter.create(original, "test")) {
            for (Batch batch : Load.of(EXCHANGES)) {
                writer.append(batch);
            }
            writer.flush();
            Files.copy(original, copy);
        }
        assertThat(legible(copy).ending()).isEqualTo(new Ending.BeingWritten());
        age(copy, 60);
        assertThat(legible(copy).ending()).isInstanceOf(Ending.Cut.class);
    }

    @Test
    void whatIsNoRecordingIsListedWithTheReason() throws IOException {
        Files.writeString(folder.resolve("letter.sonde"), "Dear Sir or Madam, this is no recording.");
        assertThat(list()).singleElement().satisfies(file -> {
            assertThat(file.legible()).isNull();
            assertThat(file.content())
                    .isInstanceOfSatisfying(
                            Illegible.class,
                            illegible -> assertThat(illegible.reason().code()).isEqualTo("SD-2002"));
        });
    }

    @Test
    void aFileIsLookedIntoAgainOnlyWhenItHasChanged() throws IOException {
        Path file = age(closed("shop.sonde"), 100);
        RecordedFile first = list().getFirst();
        assertThat(list().getFirst()).isSameAs(first);
        age(file, 50);
        assertThat(list().getFirst()).isNotSameAs(first);
    }

    @Test
    void lookingEndsWhenItIsCancelled() throws IOException {
        closed("shop.sonde");
        CancelToken cancelled = () -> true;
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> library.list(cancelled, ratio -> {}));
    }

    @Test
    void aRecordingKeepsItsContentUnderItsNewNameAndGetsItsOldNameBack() throws IOException {
        Path file = closed("shop.sonde");
        byte[] content = Files.readAllBytes(file);
        Path renamed = library.rename(file, "  the incident  ");
        assertThat(renamed).isEqualTo(folder.resolve("the incident.sonde")).hasBinaryContent(content);
        assertThat(file).doesNotExist();
        assertThat(library.rename(renamed, "shop.sonde")).isEqualTo(file).hasBinaryContent(content);
        assertThat(renamed).doesNotExist();
    }

    @Test
    void itsOwnNameIsNoClash() throws IOException {
        Path file = closed("shop.sonde");
        assertThat(library.rename(file, "shop")).isEqualTo(file).exists();
    }

    @Test
    void anotherRecordingIsNeverReplaced() throws IOException {
        Path file = closed("shop.sonde");
        Path other = Files.writeString(folder.resolve("other.sonde"), "other");
        assertRefused("SD-2031", "already", () -> library.rename(file, "other"));
        assertThat(other).hasContent("other");
        assertThat(file).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", ".hidden", "a/b", "..\\b", "a\0b", "a\nb"})
    void aNameThatIsNoneIsRefusedInWords(String name) throws IOException {
        Path file = closed("shop.sonde");
        assertRefused("SD-2031", "Choose another name", () -> library.rename(file, name));
        assertThat(file).exists();
    }

    @Test
    void aNameThatIsTooLongForTheDiskIsRefusedInWords() throws IOException {
        Path file = closed("shop.sonde");
        assertRefused("SD-2031", "long", () -> library.rename(file, "ü".repeat(200)));
        assertThat(file).exists();
    }

    @Test
    void whatHasVanishedCanNotBeRenamedAndItSaysSo() {
        assertRefused("SD-2032", "no more", () -> library.rename(folder.resolve("gone.sonde"), "new"));
    }

    private List<RecordedFile> list() {
        return library.list(CancelToken.NONE, ratio -> {});
    }

    private Legible legible(Path file) {
        return list().stream()
                .filter(found -> found.file().equals(file))
                .findFirst()
                .map(RecordedFile::legible)
                .orElseThrow();
    }

    private Path closed(String name) throws IOException {
        Path file = folder.resolve(name);
        try (RecordingWriter writer = RecordingWriter.create(file, "test")) {
            for (Batch batch : Load.of(EXCHANGES)) {
                writer.append(batch);
            }
        }
        return file;
    }

    private static Path age(Path file, long seconds) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }
}

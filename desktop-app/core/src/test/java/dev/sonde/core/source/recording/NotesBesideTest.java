package dev.sonde.core.source.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.source.SourceListener;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.recording.RecordingWriter;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.End;
import dev.sonde.protocol.v1.Notes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes of recordings that stay as they are. */
final class NotesBesideTest {
    private static final String SHIPPED = "sonde.sample";

    private final String before = System.getProperty(SHIPPED, "");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void record() throws Exception {
        file = folder.resolve("sample.sonde");
        try (RecordingWriter writer = RecordingWriter.create(file, "test")) {
            writer.append(Batch.newBuilder().setEnd(End.getDefaultInstance()).build());
            writer.finish("stopped");
        }
    }

    @AfterEach
    void restore() {
        System.setProperty(SHIPPED, before);
    }

    @Test
    void whatCameWithTheProductStaysAsItIsAndItsNotesAreThereAgain() throws Exception {
        System.setProperty(SHIPPED, file.toString());
        byte[] shipped = Files.readAllBytes(file);
        source(file).keep(note("one"));
        source(file).keep(note("two"));
        assertThat(file).hasBinaryContent(shipped);
        assertThat(notes(file)).containsExactly("one", "two");
    }

    @Test
    void aRecordingThatWasNotClosedTakesNotesAndIsNotTouched() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Path torn = Files.write(folder.resolve("torn.sonde"), Arrays.copyOf(whole, whole.length - 3));
        byte[] was = Files.readAllBytes(torn);
        source(torn).keep(note("killed"));
        assertThat(torn).hasBinaryContent(was);
        assertThat(notes(torn)).containsExactly("killed");
    }

    @Test
    void anotherRecordingHasItsNotesInItself() throws Exception {
        source(file).keep(note("mine"));
        assertThat(folder.resolve("notes")).doesNotExist();
        assertThat(notes(file)).containsExactly("mine");
    }

    @Test
    void aRecordingOpensThoughItsNotesAreNoRecordingAndWhoAddsOneIsTold() throws Exception {
        System.setProperty(SHIPPED, file.toString());
        source(file).keep(note("one"));
        Path notes;
        try (Stream<Path> all = Files.list(folder.resolve("notes"))) {
            notes = all.findFirst().orElseThrow();
        }
        Files.writeString(notes, "no recording");
        assertThat(notes(file)).isEmpty();
        assertThatThrownBy(() -> source(file).keep(note("two"))).hasMessageContaining(notes.toString());
        assertThat(notes).hasContent("no recording");
    }

    private RecordingSource source(Path recording) {
        return new RecordingSource(recording, Window.ALL, new NotesBeside(folder.resolve("notes")));
    }

    private static Batch note(String text) {
        return Batch.newBuilder()
                .setNotes(Notes.newBuilder()
                        .addId(text.hashCode())
                        .addUnixNs(1)
                        .addAuthor("anna")
                        .addText(text)
                        .addLink(""))
                .build();
    }

    private List<String> notes(Path recording) throws Exception {
        List<String> texts = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        try (RecordingSource source = source(recording)) {
            source.start(new SourceListener() {
                @Override
                public void batch(Batch batch) {
                    texts.addAll(batch.getNotes().getTextList());
                }

                @Override
                public void state(SourceState state) {
                    if (state instanceof SourceState.Ended) {
                        ended.countDown();
                    }
                }
            });
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
        return texts;
    }
}

package dev.sonde.core.source.recording;

import dev.sonde.core.settings.UserFolders;
import dev.sonde.protocol.recording.BatchCursor;
import dev.sonde.protocol.recording.RecordingAppend;
import dev.sonde.protocol.recording.RecordingException;
import dev.sonde.protocol.recording.RecordingReader;
import dev.sonde.protocol.recording.RecordingWriter;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Notes of recordings that can't be added to, or that came with the product and stay as they are: for each a small recording of its notes in
 * a folder of the user's, found by the recording's id wherever that lies. One caller at a time.
 */
final class NotesBeside {
    /** Names the recording that came with the product. */
    private static final String SHIPPED_PROPERTY = "sonde.sample";

    private static final String WRITER = "sonde notes";

    private final Path folder;

    NotesBeside(Path folder) {
        this.folder = folder;
    }

    /** Where this user's are. */
    static NotesBeside ofUser() {
        return new NotesBeside(UserFolders.ofUser().data().resolve("notes"));
    }

    /** Whether a file came with the product. */
    static boolean isShipped(Path file) {
        String shipped = System.getProperty(SHIPPED_PROPERTY, "");
        try {
            return !shipped.isEmpty() && Files.isSameFile(file, Path.of(shipped));
        } catch (IOException e) {
            return false;
        }
    }

    /** Adds to the notes of a recording. */
    void add(UUID recording, Batch notes) throws RecordingException, IOException {
        Path file = of(recording);
        if (Files.exists(file)) {
            RecordingAppend.add(file, notes);
            return;
        }
        Files.createDirectories(folder);
        try (RecordingWriter writer = RecordingWriter.create(file, WRITER)) {
            writer.append(notes);
            writer.finish("noted");
        }
    }

    /** The notes of a recording. */
    List<Batch> of(RecordingReader recording) throws RecordingException {
        Path file = of(recording.info().id());
        List<Batch> notes = new ArrayList<>();
        if (Files.exists(file)) {
            try (RecordingReader reader = RecordingReader.open(file)) {
                BatchCursor<Batch> cursor = reader.batches(Long.MIN_VALUE, Long.MAX_VALUE);
                for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    notes.add(batch);
                }
            }
        }
        return notes;
    }

    private Path of(UUID recording) {
        return folder.resolve(recording + ".sonde");
    }
}

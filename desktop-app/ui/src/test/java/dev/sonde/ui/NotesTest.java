package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import dev.sonde.core.store.Note;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** Notes are part of the recording: those written while looking at a file are there when it is opened again. */
final class NotesTest extends AtTheWindow {
    private final Path file;
    private Session session;

    NotesTest(@TempDir Path folder) throws Exception {
        file = RealTraffic.copyOfTheSample(folder);
        session = RealTraffic.open(file);
    }

    @AfterEach
    void close() {
        leave();
        session.close();
    }

    @Test
    void aNoteIsWrittenSteppedToOpenedAndIsThereAfterReopening() throws Exception {
        open(session, FxToolkit.registerPrimaryStage());
        await("the services", () -> grid("services").getItems().size() == 4);
        press(KeyCode.DIGIT4);
        await("the statements", () -> !grid("statements").getItems().isEmpty());
        robot.write(",,,");
        settle();
        long at = window().workspace().playhead().or(0);
        press(KeyCode.N);
        robot.write("the index is gone");
        press(KeyCode.ENTER);
        await("the note", () -> notes().size() == 1);
        assertThat(notes().getFirst().text()).isEqualTo("the index is gone");
        assertThat(notes().getFirst().unixNanos()).isEqualTo(at);
        session.close();

        session = RealTraffic.open(file);
        open(session, FxToolkit.registerPrimaryStage());
        await("the note again", () -> notes().size() == 1);
        await("the services", () -> grid("services").getItems().size() == 4);
        robot.write("[");
        settle();
        assertThat(window().workspace().playhead().or(0)).isEqualTo(at);
        assertThat(labels()).contains("Note 1 of 1");
        robot.clickOn("Open its view");
        settle();
        assertThat(view()).isEqualTo(ViewName.SQL);
    }

    private List<Note> notes() {
        return window().workspace().notes().all();
    }
}

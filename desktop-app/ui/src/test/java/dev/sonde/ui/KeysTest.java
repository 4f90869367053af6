package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.time.Baseline;
import dev.sonde.core.time.Window;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.command.Keystroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every key in every view, on the sample: it does what the sheet says, or says in words why it does not. */
final class KeysTest extends OnTheSample {
    /** They have nothing to do at the end of a replay, or open dialogs of the desktop. */
    private static final Set<Command> ASIDE = EnumSet.of(
            Command.LIVE,
            Command.STEP,
            Command.BACK,
            Command.FORWARD,
            Command.CLOSE,
            Command.UNDO_FILTER,
            Command.EXPORT,
            Command.COPY_LINK);

    /** The map does them itself, and has its own test. */
    private static final Set<Command> ZOOMS = EnumSet.of(Command.ZOOM_IN, Command.ZOOM_OUT, Command.ZOOM_ALL);

    @ParameterizedTest
    @EnumSource(
            value = ViewName.class,
            names = {"OVERVIEW", "MAP", "REQUESTS", "SQL"})
    void noKeyIsSilent(ViewName view) throws Exception {
        List<String> silent = new ArrayList<>();
        for (Command command : Command.values()) {
            Optional<Keystroke> key = command.keystroke();
            boolean ofTheMap = view == ViewName.MAP && ZOOMS.contains(command);
            if (key.isEmpty() || ASIDE.contains(command) || command.view().isPresent() || ofTheMap) {
                continue;
            }
            open(view);
            List<Object> before = observed();
            push(key.get());
            // The map glides.
            for (int wait = 0; wait < 100 && observed().equals(before); wait++) {
                Thread.sleep(10);
            }
            if (observed().equals(before)) {
                silent.add(command + " (" + command.key() + ")");
            }
            closeWhatOpened();
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void whoChoosesAViewWithTheMouseGoesOnInItByKeyboard() throws Exception {
        for (ViewName view : new ViewName[] {ViewName.REQUESTS, ViewName.OVERVIEW}) {
            robot.clickOn("#rail-" + view);
            String table = view == ViewName.REQUESTS ? "endpoints" : "services";
            await("the keyboard in the " + table, () -> grid(table).isFocused());
            press(KeyCode.DOWN);
            assertThat(grid(table).getSelectionModel().isEmpty()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "P, no Profile view yet",
        "O, no Profile view yet",
        "C, no Profile view yet",
        "T, no Network view yet",
        "J, Nobody shares this session",
        "DIGIT5, no such view yet",
        "DIGIT6, no such view yet",
        "DIGIT7, no such view yet"
    })
    void whatBelongsToViewsToComeSaysSo(KeyCode key, String words) {
        for (KeyCode view : new KeyCode[] {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4}) {
            press(view);
            ViewName here = view();
            press(key);
            assertThat(labels()).as("%s in %s", key, here).anyMatch(text -> text.contains(words));
            assertThat(view()).isEqualTo(here);
        }
    }

    @Test
    void withoutASelectionItsKeysSaySo() {
        for (KeyCode key : new KeyCode[] {KeyCode.F, KeyCode.S, KeyCode.R}) {
            press(key);
            assertThat(labels()).as("%s", key).contains("Nothing is selected.");
            assertThat(view()).isEqualTo(ViewName.OVERVIEW);
        }
    }

    @Test
    void withoutNotesTheirKeysSayHowToWriteOne() {
        robot.write("]");
        settle();
        assertThat(labels()).contains("There are no notes: N writes one.");
    }

    @Test
    void aRowIsFoundByWhatItSaysWithoutTheMouse() throws Exception {
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        settle();
        robot.write("sto");
        settle();
        assertThat(state().selection()).isEqualTo("stock");
        assertThat(labels()).contains("1 of 1");
        assertThat(robot.lookup("#find-row").queryAs(TextField.class).isFocused())
                .isTrue();
        press(KeyCode.ESCAPE);
        assertThat(robot.lookup("#find-row").tryQuery()).isEmpty();
        assertThat(grid("services").isFocused()).isTrue();
        press(KeyCode.ENTER);
        assertThat(filter().text()).isEqualTo("service:stock");
    }

    @Test
    void enterFindsTheNextRowAndWhatIsNowhereSaysSo() throws Exception {
        press(KeyCode.DIGIT4);
        await("the statements", () -> grid("statements").getItems().size() > 5);
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        settle();
        robot.write("index");
        settle();
        assertThat(labels()).contains("1 of 2");
        String first = state().selection();
        press(KeyCode.ENTER);
        assertThat(labels()).contains("2 of 2");
        assertThat(state().selection()).isNotEqualTo(first);
        robot.write(" nowhere");
        settle();
        assertThat(labels()).contains("No row says so");
    }

    private void open(ViewName view) throws Exception {
        onFx(() -> {
            Window all = window().workspace().moment().data();
            Window half = new Window(all.fromNanos(), all.fromNanos() + all.durationNanos() / 2);
            window().workspace().pickedProperty().set(null);
            window().workspace()
                    .go(state -> state.in(view)
                            .selecting("")
                            .framed("")
                            .at(new TimeSelection.Fixed(half))
                            .against(Baseline.pinned(all)));
            window().focus();
            return true;
        });
        settle();
        await("its figures", () -> window().workspace().jobs().isIdle());
        onFx(() -> {
            window().focus();
            robot.lookup(".sd-toast").query().getParent().setVisible(false);
            return true;
        });
    }

    /** Closes what a key opened, where it did. */
    private void closeWhatOpened() throws Exception {
        for (int presses = 0; presses < 2 && isOnTop(); presses++) {
            robot.push(KeyCode.ESCAPE);
        }
    }

    private boolean isOnTop() throws Exception {
        return onFx(() -> window().scene().getFocusOwner() instanceof TextField
                || robot.lookup(".sd-overlay").queryAll().stream().anyMatch(Node::isVisible));
    }

    /** All that a key may change. */
    private List<Object> observed() throws Exception {
        return onFx(() -> Arrays.asList(
                state(),
                window().workspace().playhead().atProperty().get(),
                window().workspace().playhead().playingProperty().get(),
                window().workspace().look().themeProperty().get().name(),
                window().scene().getFocusOwner(),
                robot.lookup(".sd-overlay").queryAll().stream()
                        .filter(Node::isVisible)
                        .count(),
                robot.lookup(".sd-toast").query().getParent().isVisible(),
                Clipboard.getSystemClipboard().getString()));
    }

    private void push(Keystroke key) {
        if (key.code().isPresent()) {
            List<KeyCode> keys = new ArrayList<>();
            if (key.text().contains("Ctrl+")) {
                keys.add(KeyCode.SHORTCUT);
            }
            if (key.text().contains("Alt+")) {
                keys.add(KeyCode.ALT);
            }
            if (key.text().contains("Shift+")) {
                keys.add(KeyCode.SHIFT);
            }
            keys.add(key.code().get());
            robot.push(keys.toArray(KeyCode[]::new));
        } else {
            robot.write(key.sign().equals("−") ? "-" : key.sign());
        }
    }
}

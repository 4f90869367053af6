package dev.sonde.ui.shell;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.navigation.NavigationLink;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.store.Note;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.workspace.Workspace;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The words of a note, new or written before. Enter keeps them, Esc leaves. Owned by the FX thread. */
final class NoteEditor extends VBox {
    private static final double WIDTH = 460;

    private final Workspace workspace;
    private final Runnable close;
    private final Label title = Nodes.label("", "sd-state-title");
    private final Label when = Nodes.label("", "sd-mono", "sd-secondary");
    private final TextField field = new TextField();
    private final HBox actions = new HBox(8);
    private long at;
    private @Nullable Note note;

    NoteEditor(Workspace workspace, Runnable close) {
        this.workspace = workspace;
        this.close = close;
        setId("note");
        getStyleClass().add("sd-overlay");
        setSpacing(10);
        setPrefWidth(WIDTH);
        setAccessibleText("Note");
        field.setId("note-field");
        field.setAccessibleText("Words of the note");
        field.setPromptText("What is to be seen here");
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox head = new HBox(10, title, when);
        head.setAlignment(Pos.BASELINE_LEFT);
        actions.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, field, actions);
    }

    /** A new note about a moment. */
    void begin(long unixNanos) {
        note = null;
        at = unixNanos;
        title.setText("Note");
        when.setText(workspace.clocks().millis(unixNanos));
        field.clear();
        actions.getChildren()
                .setAll(
                        Nodes.label("Enter", "sd-key"),
                        Nodes.label("keeps it with the recording", "sd-muted"),
                        Nodes.spacer(),
                        button("Keep", Icon.CIRCLE_CHECK, this::keep));
        field.requestFocus();
    }

    /** A note that is there. */
    void open(Note known, int number, int of) {
        note = known;
        at = known.unixNanos();
        title.setText("Note " + number + " of " + of);
        String author = known.author().isEmpty() ? "" : ", " + known.author();
        when.setText(workspace.clocks().seconds(known.unixNanos()) + author);
        field.setText(known.text());
        field.end();
        actions.getChildren()
                .setAll(
                        button("Open its view", Icon.ARROW_RIGHT, () -> go(known)),
                        Nodes.spacer(),
                        button("Remove", Icon.X, () -> {
                            workspace.notes().remove(known);
                            close.run();
                        }),
                        button("Keep", Icon.CIRCLE_CHECK, this::keep));
        field.requestFocus();
    }

    private void go(Note known) {
        close.run();
        address(known).ifPresent(state -> workspace.go(here -> state));
    }

    private static Optional<NavigationState> address(Note known) {
        try {
            return Optional.of(NavigationLink.read(known.link()));
        } catch (SondeException e) {
            return Optional.empty();
        }
    }

    private void keep() {
        String text = field.getText().strip();
        if (!text.isEmpty()) {
            if (note == null) {
                workspace.notes().write(at, text);
            } else if (!text.equals(note.text())) {
                workspace.notes().change(note, text);
            }
        }
        close.run();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            keep();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            close.run();
            event.consume();
        }
    }

    private static Button button(String text, Icon icon, Runnable run) {
        Button button = new Button(text, Icons.of(icon, 14));
        button.setOnAction(event -> run.run());
        return button;
    }
}

package dev.sonde.ui.look;

import dev.sonde.core.error.SondeException;
import dev.sonde.themes.Icon;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a panel says when it has nothing to show: always a next step, never just emptiness. */
public final class States {
    private States() {}

    /** Nothing is there: what was asked, and what to do next. */
    public static VBox empty(String title, String hint, Node... ways) {
        VBox box = box(Icons.of(Icon.SEARCH, 19, "sd-muted"), title, hint);
        box.getChildren().addAll(ways);
        return box;
    }

    /** Something is on its way; {@code doing} says what. */
    public static VBox loading(String doing) {
        return box(Icons.of(Icon.TIMER, 19, "sd-muted"), doing, "");
    }

    /** Something failed: what, why, what to do, the code, and a way to copy it all. */
    public static VBox error(SondeException error) {
        VBox box = box(Icons.of(Icon.OCTAGON_ALERT, 19, "sd-error"), sentence(error.getMessage()), error.why());
        if (!error.remedy().isEmpty()) {
            Label remedy = Nodes.label(error.remedy());
            remedy.setMaxWidth(560);
            box.getChildren().add(remedy);
        }
        Button copy = new Button("Copy details", Icons.of(Icon.COPY, 14));
        copy.setOnAction(event -> copy(error.oneLine()));
        HBox actions = new HBox(12, Nodes.label(error.code(), "sd-badge", "sd-error"), copy);
        actions.setAlignment(Pos.CENTER);
        box.getChildren().add(actions);
        return box;
    }

    /** A command to try, that a click copies. */
    public static HBox command(String command) {
        Label text = Nodes.label(command, "sd-command");
        text.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Button copy = Nodes.iconButton(Icon.COPY, "Copy " + command, () -> copy(command));
        HBox row = new HBox(4, text, copy);
        row.setAlignment(Pos.CENTER);
        return row;
    }

    /** Puts a text on the clipboard. */
    public static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static VBox box(Node icon, String title, String hint) {
        return new StateBox(icon, title, hint);
    }

    private static String sentence(@Nullable String message) {
        return message == null ? "" : message;
    }
}

package dev.sonde.ui.sessions;

import dev.sonde.core.error.SondeException;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.States;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** One line under the list: what was done and how to undo it, a question, or why something failed. Owned by the FX thread. */
final class NoticeStrip extends HBox {
    private final Runnable back;
    private @Nullable Runnable action;

    /** Hands the keyboard {@code back} where what had it leaves. */
    NoticeStrip(Runnable back) {
        this.back = back;
        getStyleClass().add("sd-banner");
        setId("notice");
        hide();
    }

    /** Says what was done, and offers to undo it. */
    void done(String text, Runnable undo) {
        Button button = new Button("Undo (Ctrl+Z)");
        button.setOnAction(event -> act());
        put("sd-info", Icon.INFO, text, button);
        action = undo;
    }

    /** Says that something failed. */
    void failed(SondeException error) {
        put(
                "sd-error",
                Icon.OCTAGON_ALERT,
                error.oneLine(),
                Nodes.iconButton(Icon.COPY, "Copy details", () -> States.copy(error.oneLine())));
    }

    /** Asks for something to be typed or chosen. */
    void ask(String text, Node... answers) {
        put("sd-info", Icon.INFO, text, answers);
    }

    /** Does what is offered; says whether something was. */
    boolean act() {
        Runnable offered = action;
        hide();
        if (offered != null) {
            offered.run();
        }
        return offered != null;
    }

    void hide() {
        action = null;
        boolean typing = isFocusWithin();
        setVisible(false);
        setManaged(false);
        if (typing) {
            back.run();
        }
    }

    /** Takes a question away that the keyboard is in; says whether there was one. */
    boolean dismiss() {
        boolean asked = isVisible() && isFocusWithin();
        if (asked) {
            hide();
        }
        return asked;
    }

    private void put(String style, Icon icon, String text, Node... tools) {
        action = null;
        boolean typing = isFocusWithin();
        getStyleClass().removeAll("sd-info", "sd-error");
        getStyleClass().add(style);
        Label words = Nodes.label(text);
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().setAll(Icons.of(icon, 16, style), words);
        getChildren().addAll(tools);
        getChildren().add(Nodes.iconButton(Icon.X, "Close", this::hide));
        setVisible(true);
        setManaged(true);
        if (typing) {
            back.run();
        }
    }
}

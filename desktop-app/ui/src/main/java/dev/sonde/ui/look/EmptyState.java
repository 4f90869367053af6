package dev.sonde.ui.look;

import dev.sonde.themes.Icon;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Words for what is not there, which change while what is live goes on: they stay the same controls. Owned by the FX thread. */
public final class EmptyState extends VBox {
    private final Label title = Nodes.label("", "sd-state-title");
    private final Label hint = Nodes.label("", "sd-secondary");

    /** Says something at first. */
    public EmptyState(String what, String next) {
        super(Icons.of(Icon.SEARCH, 19, "sd-muted"));
        hint.setMaxWidth(560);
        getStyleClass().add("sd-state");
        getChildren().addAll(title, hint);
        say(what, next);
    }

    /** Says something else. */
    public void say(String what, String next) {
        title.setText(what);
        hint.setText(next);
        setAccessibleText(what + " " + next);
    }
}

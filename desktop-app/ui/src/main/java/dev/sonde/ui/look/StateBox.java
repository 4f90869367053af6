package dev.sonde.ui.look;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** An icon, what there is to say, and under it why or what to do next, where there is more to say. Owned by the FX thread. */
class StateBox extends VBox {
    private final Label title = Nodes.label("", "sd-state-title");
    private final Label hint = Nodes.label("", "sd-secondary");

    StateBox(Node icon, String what, String next) {
        hint.setMaxWidth(560);
        hint.managedProperty().bind(hint.textProperty().isNotEmpty());
        getStyleClass().add("sd-state");
        getChildren().addAll(icon, title, hint);
        words(what, next);
    }

    final void words(String what, String next) {
        title.setText(what);
        hint.setText(next);
        setAccessibleText(what + " " + next);
    }
}

package dev.sonde.ui.settings;

import dev.sonde.ui.look.Nodes;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One thing that can be set: its name, what it means, and what sets it. */
class SettingRow extends HBox {
    private final VBox words = new VBox(2);

    SettingRow(String name, String about, Node... controls) {
        super(16);
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(10, 12, 10, 12));
        getStyleClass().add("sd-setting");
        Label meaning = Nodes.label(about, "sd-muted");
        meaning.setWrapText(true);
        words.getChildren().addAll(Nodes.label(name, "sd-medium"), meaning);
        words.setMinWidth(160);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox right = new HBox(8, controls);
        right.setAlignment(Pos.CENTER_RIGHT);
        right.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(words, right);
    }

    /** Adds a line under the words. */
    final void below(Node line) {
        words.getChildren().add(line);
    }
}

package dev.sonde.ui.shell;

import dev.sonde.ui.look.Nodes;
import java.util.Arrays;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;

/** One entry of the status bar. Changes on the screen only when its words change. */
final class StatusItem extends Button {
    private final String name;
    private String shown = "";

    StatusItem(String name) {
        this.name = name;
        getStyleClass().addAll("sd-flat", "sd-status-item");
        setMinWidth(USE_PREF_SIZE);
        setAccessibleText(name);
    }

    static Text plain(String text) {
        return Nodes.text(text);
    }

    static Text value(String text) {
        return Nodes.text(text, "sd-value");
    }

    /** Shows an icon or a key, and pieces of text. */
    void show(Node icon, Text... pieces) {
        String words = Arrays.stream(pieces).map(Text::getText).collect(Collectors.joining());
        if (words.equals(shown)) {
            return;
        }
        shown = words;
        HBox line = new HBox(icon);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setSpacing(6);
        HBox text = new HBox(pieces);
        text.setAlignment(Pos.CENTER_LEFT);
        line.getChildren().add(text);
        setGraphic(line);
        setAccessibleText(name + ": " + words);
    }
}

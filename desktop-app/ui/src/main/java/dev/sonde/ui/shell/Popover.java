package dev.sonde.ui.shell;

import dev.sonde.ui.look.Nodes;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** A detail that opens over the window: a title and lines of names and values. */
final class Popover extends VBox {
    /** One line. A line without a name spans both columns. */
    record Line(String name, String value) {}

    Popover(String title, List<Line> lines) {
        getStyleClass().add("sd-overlay");
        setSpacing(10);
        GridPane grid = new GridPane(20, 6);
        for (int i = 0; i < lines.size(); i++) {
            Label value = Nodes.label(lines.get(i).value(), lines.get(i).name().isEmpty() ? "sd-secondary" : "sd-mono");
            value.setWrapText(true);
            value.setMaxWidth(520);
            if (lines.get(i).name().isEmpty()) {
                grid.add(value, 0, i, 2, 1);
            } else {
                Label name = Nodes.label(lines.get(i).name(), "sd-secondary");
                name.setMinWidth(USE_PREF_SIZE);
                grid.add(name, 0, i);
                grid.add(value, 1, i);
            }
        }
        getChildren().addAll(Nodes.label(title, "sd-state-title"), grid);
        setAccessibleText(title);
    }
}

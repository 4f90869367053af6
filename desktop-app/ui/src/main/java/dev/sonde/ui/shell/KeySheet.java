package dev.sonde.ui.shell;

import dev.sonde.ui.look.Nodes;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** The keys of the window, on one sheet. */
final class KeySheet extends VBox {
    private static final String[][] KEYS = {
        {"/", "filter", "Alt+←  Alt+→", "back, forward"},
        {"1  2  3  4", "views", "Ctrl+Z", "undo filter changes"},
        {"S", "the SQL of the selection", "R", "the requests of the selection"},
        {"Space", "pause or play the view", "L", "go live"},
        {"↑  ↓  Enter", "move, open", "Esc", "close, clear, leave"},
        {"F", "keep only the selection", "Shift+F", "exclude the selection"},
        {"A", "set A to all there is", "B", "pin A as the baseline B"},
        {"X", "swap A and B", "T", "dark or light"},
        {"+  −  0", "map: zoom in, out, all", "Ctrl+F", "find on the map"},
        {"← ↑ → ↓", "map: walk along calls", "Shift+← →", "map: to the edge between"},
        {"Tab  F6", "next control, next pane", "?", "this sheet"},
    };

    KeySheet() {
        getStyleClass().add("sd-overlay");
        setSpacing(12);
        GridPane grid = new GridPane(16, 8);
        for (int row = 0; row < KEYS.length; row++) {
            for (int column = 0; column < KEYS[row].length; column++) {
                boolean isKey = column % 2 == 0;
                Label label = Nodes.label(KEYS[row][column], isKey ? "sd-key" : "sd-secondary");
                label.setMinWidth(USE_PREF_SIZE);
                grid.add(label, column, row);
            }
        }
        getChildren()
                .addAll(
                        Nodes.label("Keys", "sd-state-title"),
                        grid,
                        Nodes.label("On the timeline: drag sets A, Alt+drag sets B.", "sd-muted"));
        setAccessibleText("Keys");
    }
}

package dev.sonde.ui.sql;

import javafx.scene.control.Label;

/** How a statement stands against the baseline, as a tool of a panel. Changes only when that does. Owned by the FX thread. */
final class AgainstBadge extends Label {
    private String style = "";

    AgainstBadge() {
        getStyleClass().add("sd-badge");
        // Without a statement there is nothing that stands against anything.
        visibleProperty().bind(textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    void clear() {
        setText("");
    }

    void show(StatementRow row) {
        boolean known = !row.change().text().equals("–");
        setText(known ? row.compared() + " " + row.change().text() : "no B");
        if (!style.equals(row.change().weight().style())) {
            getStyleClass().remove(style);
            style = row.change().weight().style();
            getStyleClass().add(style);
        }
    }
}

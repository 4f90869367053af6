package dev.sonde.ui.palette;

import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** A row of the palette: icon, title, what it belongs to, key. */
final class EntryCell extends ListCell<Entry> {
    EntryCell() {
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(@Nullable Entry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        boolean command = entry.kind() == Entry.Kind.COMMAND;
        Label title = Nodes.label(entry.title(), command ? "sd-medium" : "sd-mono");
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        title.setEllipsisString("…");
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        String kind = command ? "" : entry.kind().word();
        String note = entry.detail().note();
        Label detail = Nodes.label(kind.isEmpty() || note.isEmpty() ? kind + note : kind + " · " + note, "sd-muted");
        detail.setMinWidth(Label.USE_PREF_SIZE);
        HBox row = new HBox(10, Icons.of(entry.kind().icon(), 15), title, detail);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMaxWidth(Double.MAX_VALUE);
        // The cell gives its graphic as much room as it wants; the title gives way instead.
        row.prefWidthProperty().bind(widthProperty().subtract(24));
        if (!entry.detail().key().isEmpty()) {
            row.getChildren().add(Nodes.label(entry.detail().key(), "sd-key"));
        }
        setGraphic(row);
        setAccessibleText(
                entry.kind().word() + " " + entry.title() + " " + entry.detail().key());
    }
}

package dev.sonde.ui.sql;

import dev.sonde.ui.look.Nodes;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** A statement in a table: its verb is coloured by what it does, so that what writes is found among what reads. */
final class StatementCell extends TableCell<StatementRow, StatementRow> {
    private static final double BLANK = 7;

    private final Text verb = Nodes.text("", "sd-sql");
    private final Label rest = new Label("", verb);
    private String style = "";

    StatementCell() {
        getStyleClass().add("sd-code");
        // The whole is the cell's text as well: what is copied and read aloud.
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(rest);
        rest.setGraphicTextGap(BLANK);
        rest.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        rest.setEllipsisString("…");
    }

    @Override
    protected void updateItem(@Nullable StatementRow row, boolean empty) {
        super.updateItem(row, empty);
        String text = empty || row == null ? "" : row.text();
        if (text.equals(getText())) {
            return;
        }
        setText(text);
        String first = StatementText.verb(text);
        verb.setText(first);
        rest.setText(text.substring(first.length()).stripLeading());
        verb.getStyleClass().remove(style);
        style = StatementText.style(first);
        verb.getStyleClass().add(style);
    }

    @Override
    protected void layoutChildren() {
        rest.resizeRelocate(
                snappedLeftInset(),
                0,
                Math.max(0, getWidth() - snappedLeftInset() - snappedRightInset()),
                getHeight() - 1);
    }
}

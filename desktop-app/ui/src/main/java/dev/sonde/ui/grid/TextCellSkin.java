package dev.sonde.ui.grid;

import javafx.geometry.HPos;
import javafx.scene.control.TableCell;
import javafx.scene.control.skin.TableCellSkin;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;
import org.jspecify.annotations.Nullable;

/**
 * One line of text in a cell. Where it does not fit, its middle is left out: both ends of a name tell it apart from its
 * neighbours. Another text is put in place at once, where a label would have the table laid out around it.
 */
final class TextCellSkin<R> extends TableCellSkin<R, R> {
    private static final String ELLIPSIS = "…";

    private final @Nullable Text line;
    private String fitted = "";
    private double fittedWidth = -1;
    private boolean cut;

    TextCellSkin(TableCell<R, R> cell) {
        super(cell);
        Text made = new Text();
        line = made;
        made.getStyleClass().add("text");
        made.setManaged(false);
        made.setBoundsType(TextBoundsType.LOGICAL_VERTICAL_CENTER);
        made.fontProperty().bind(cell.fontProperty());
        made.fillProperty().bind(cell.textFillProperty());
        // Nothing is wider than the cell: a clip would only be one more thing to paint.
        cell.setClip(null);
        unregisterChangeListeners(cell.textProperty());
        registerChangeListener(cell.textProperty(), text -> place(made));
        registerChangeListener(cell.fontProperty(), font -> {
            fittedWidth = -1;
            cell.requestLayout();
        });
        updateChildren();
    }

    /** Whether not all of the text is in sight. */
    boolean isCut() {
        return cut;
    }

    @Override
    protected void updateChildren() {
        // The constructor of the label calls this before there is a line.
        if (line != null) {
            getChildren().setAll(line);
        }
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        if (line != null) {
            place(line);
        }
    }

    private void place(Text text) {
        TableCell<R, R> cell = getSkinnable();
        double left = snappedLeftInset();
        double room = cell.getWidth() - left - snappedRightInset();
        String whole = cell.getText() == null ? "" : cell.getText();
        if (room != fittedWidth || !whole.equals(fitted)) {
            fittedWidth = room;
            fitted = whole;
            fit(text, whole, room);
        }
        double width = text.getLayoutBounds().getWidth();
        double height = text.getLayoutBounds().getHeight();
        double spare = cell.getAlignment().getHpos() == HPos.RIGHT ? room - snapSizeX(width) : 0;
        text.relocate(
                snapPositionX(left + Math.max(0, spare)), snapPositionY((cell.getHeight() - snapSizeY(height)) / 2));
    }

    private void fit(Text text, String whole, double room) {
        text.setText(whole);
        double width = text.getLayoutBounds().getWidth();
        cut = width > room && room > 0;
        int keep = whole.length();
        while (width > room && keep > 0) {
            // Letters are about as wide as each other: one or two attempts are enough.
            keep = Math.min(keep - 1, (int) (keep * Math.max(0, room) / width));
            int end = keep / 2;
            text.setText(whole.substring(0, keep - end) + ELLIPSIS + whole.substring(whole.length() - end));
            width = text.getLayoutBounds().getWidth();
        }
    }
}

package dev.sonde.ui.grid;

import dev.sonde.ui.look.Hint;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javafx.scene.control.Skin;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell of text. Reused for row after row: it changes only what differs. */
final class TextCell<R> extends TableCell<R, R> {
    private final Function<R, CellText> text;
    private final BooleanSupplier sorted;
    private final BooleanSupplier explained;
    private String style = "";

    /** {@code explained} says whether a tooltip of the row has the whole text already. */
    TextCell(String kind, Function<R, CellText> text, BooleanSupplier sorted, BooleanSupplier explained) {
        this.text = text;
        this.sorted = sorted;
        this.explained = explained;
        getStyleClass().add(kind);
        setOnMouseEntered(event -> explain());
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new TextCellSkin<>(this);
    }

    private void explain() {
        boolean whole = !(getSkin() instanceof TextCellSkin<?> skin && skin.isCut());
        if (whole || explained.getAsBoolean()) {
            setTooltip(null);
        } else if (getTooltip() == null || !getTooltip().getText().equals(getText())) {
            setTooltip(new Hint(this, getText()));
        }
    }

    @Override
    protected void updateItem(@Nullable R row, boolean empty) {
        super.updateItem(row, empty);
        CellText now = empty || row == null ? CellText.of("") : text.apply(row);
        setText(now.text());
        if (!now.style().equals(style)) {
            getStyleClass().remove(style);
            style = now.style();
            if (!style.isEmpty()) {
                getStyleClass().add(style);
            }
        }
        boolean marked = getStyleClass().contains("sd-sorted");
        if (marked != sorted.getAsBoolean()) {
            if (marked) {
                getStyleClass().remove("sd-sorted");
            } else {
                getStyleClass().add("sd-sorted");
            }
        }
    }
}

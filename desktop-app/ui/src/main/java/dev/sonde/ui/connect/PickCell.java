package dev.sonde.ui.connect;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Opens, picks and names a row of a cluster. Reused for row after row. Owned by the FX thread. */
final class PickCell extends TableCell<ScopeRow, ScopeRow> {
    private static final double STEP = 18;

    private final Function<ScopeRow, Picks.State> state;
    private final Node right = Icons.of(Icon.CHEVRON_RIGHT, 14);
    private final Node down = Icons.of(Icon.CHEVRON_DOWN, 14);
    private final StackPane opener = new StackPane(right, down);
    private final CheckBox box = new CheckBox();
    private final Label name = Nodes.label("", "sd-medium");
    private final HBox line = new HBox(6, opener, box, name);

    /**
     * A cell.
     *
     * @param state how much of a row is picked
     * @param open opens or closes a row
     * @param toggle picks a row or lets go of it
     */
    PickCell(Function<ScopeRow, Picks.State> state, Consumer<ScopeRow> open, Consumer<ScopeRow> toggle) {
        this.state = state;
        opener.setMinSize(24, 24);
        opener.setOnMouseClicked(event -> {
            ScopeRow row = getItem();
            if (row != null && event.getButton() == MouseButton.PRIMARY) {
                open.accept(row);
            }
        });
        // Rows have the keyboard: Space picks the selected one.
        box.setFocusTraversable(false);
        box.setAllowIndeterminate(true);
        box.setOnAction(event -> {
            ScopeRow row = getItem();
            if (row != null) {
                toggle.accept(row);
            }
        });
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setEllipsisString("…");
        line.setAlignment(Pos.CENTER_LEFT);
        setGraphic(line);
        setText(null);
    }

    @Override
    protected void updateItem(@Nullable ScopeRow row, boolean empty) {
        super.updateItem(row, empty);
        line.setVisible(!empty && row != null);
        if (empty || row == null) {
            return;
        }
        line.setPadding(new Insets(0, 0, 0, row.depth() * STEP));
        opener.setVisible(row.canOpen());
        right.setVisible(!row.isOpen());
        down.setVisible(row.isOpen());
        Picks.State now = state.apply(row);
        box.setIndeterminate(now == Picks.State.SOME);
        box.setSelected(now == Picks.State.ALL);
        // The labels of a namespace are picked, never itself.
        box.setVisible(!(row instanceof ScopeRow.OfLabels));
        name.setText(row.name());
    }
}

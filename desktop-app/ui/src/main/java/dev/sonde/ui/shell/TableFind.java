package dev.sonde.ui.shell;

import dev.sonde.themes.Icon;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.GridFind;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Finds rows of a table: what is typed selects the first that says it, Enter the next. Owned by the FX thread. */
final class TableFind extends HBox {
    private final TextField field = new TextField();
    private final Label count = Nodes.label("", "sd-muted");
    private final Runnable close;
    private List<Integer> found = List.of();
    private int at;
    private @Nullable Grid<?> grid;

    /** {@code close} takes it out of sight. */
    TableFind(Runnable close) {
        super(8);
        this.close = close;
        getStyleClass().add("sd-overlay");
        setAlignment(Pos.CENTER_LEFT);
        field.setId("find-row");
        field.setPrefColumnCount(32);
        field.textProperty().subscribe(text -> search());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        count.setMinWidth(190);
        getChildren().addAll(Icons.of(Icon.SEARCH, 15), field, count);
    }

    /** Begins in a table. */
    void begin(Grid<?> in) {
        grid = in;
        field.setPromptText("Find in " + in.getAccessibleText());
        field.setAccessibleText("Find in " + in.getAccessibleText());
        applyCss();
        field.requestFocus();
        field.selectAll();
        search();
    }

    private void search() {
        Grid<?> in = grid;
        if (in == null) {
            return;
        }
        boolean any = !field.getText().isBlank();
        found = any ? GridFind.rows(in, field.getText()) : List.of();
        at = 0;
        if (!found.isEmpty()) {
            GridFind.show(in, found.getFirst());
        }
        say(any, in);
    }

    private void say(boolean asked, Grid<?> in) {
        boolean cut = in.getItems().size() > GridFind.MOST;
        String where = cut ? " in the first " + Counts.text(GridFind.MOST) : "";
        if (!asked) {
            count.setText("Enter: next, Esc: leave");
        } else if (found.isEmpty()) {
            count.setText("No row says so" + where);
        } else {
            count.setText(at + 1 + " of " + Counts.text(found.size()) + where);
        }
    }

    private void key(KeyEvent event) {
        Grid<?> in = grid;
        switch (event.getCode()) {
            case ENTER, DOWN -> step(event.isShiftDown() ? -1 : 1);
            case UP -> step(-1);
            case ESCAPE -> {
                close.run();
                if (in != null) {
                    in.requestFocus();
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void step(int by) {
        Grid<?> in = grid;
        if (in == null || found.isEmpty()) {
            return;
        }
        at = Math.floorMod(at + by, found.size());
        GridFind.show(in, found.get(at));
        say(true, in);
    }
}

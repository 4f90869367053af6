package dev.sonde.ui.map;

import dev.sonde.ui.grid.HeldOrder;
import dev.sonde.ui.look.Hint;
import dev.sonde.ui.look.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** A short list of names with two figures each, which lead somewhere or not. Its labels stay; their texts change. FX thread. */
final class Rows extends GridPane {
    private static final List<String> STYLES = List.of("sd-warn", "sd-error", "sd-muted");

    private final List<Label[]> lines = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Label[] heads;
    private final String firstStyle;
    private final String secondStyle;
    private Consumer<String> onOpen = id -> {};
    private List<Line> shown = List.of();
    private String subject = "";
    private @Nullable List<Line> wanted;

    /** One line: a name, two figures, the style of the last one, and where it leads to, or empty. A list in place of figures has a null. */
    record Line(String name, String first, @Nullable String second, String style, String id) {
        static Line ofList(String name, String list) {
            return new Line(name, list, null, "", "");
        }

        private String beside() {
            return Objects.requireNonNullElse(second, "");
        }
    }

    /** Of two figures of now, the second is the one that matters. */
    static Rows of(String name, String first, String second) {
        return new Rows(caption(name), caption(first), caption(second), "sd-secondary", "sd-primary");
    }

    /** What is in A, beside what was in B. */
    static Rows compared() {
        return new Rows(caption(""), caption("A"), caption("B"), "sd-primary", "sd-window-b");
    }

    private Rows(Label name, Label first, Label second, String firstStyle, String secondStyle) {
        this.firstStyle = firstStyle;
        this.secondStyle = secondStyle;
        heads = new Label[] {name, first, second};
        setHgap(10);
        setVgap(4);
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        names.setMinWidth(60);
        getColumnConstraints().addAll(names, figures(), figures());
        addRow(0, heads);
        hoverProperty().subscribe(over -> {
            List<Line> waiting = wanted;
            if (!over && waiting != null) {
                wanted = null;
                fill(waiting);
            }
        });
    }

    void onOpen(Consumer<String> listener) {
        onOpen = listener;
    }

    /** Another head of the names. */
    void head(String name) {
        heads[0].setText(name);
    }

    /** Lines about something: while the pointer is over them they stay where they are, as one of them may be about to be clicked. */
    void fill(String about, List<Line> content) {
        boolean held = isHover() && about.equals(subject);
        subject = about;
        wanted = held ? content : null;
        fill(held ? HeldOrder.like(shown, content, (one, other) -> one.name().equals(other.name())) : content);
    }

    /** Lines that always stand in the same order. */
    void fill(List<Line> content) {
        shown = content;
        while (lines.size() < content.size()) {
            add(lines.size());
        }
        for (int i = 0; i < lines.size(); i++) {
            boolean used = i < content.size();
            for (Label label : lines.get(i)) {
                label.setVisible(used);
                label.setManaged(used);
            }
            if (used) {
                put(i, content.get(i));
            }
        }
        // A head over nothing would promise a figure.
        heads[2].setVisible(content.stream().anyMatch(line -> !line.beside().isEmpty()));
        setVisible(!content.isEmpty());
        setManaged(!content.isEmpty());
    }

    private void put(int row, Line line) {
        Label[] labels = lines.get(row);
        labels[0].setText(line.name());
        labels[1].setText(line.first());
        labels[2].setText(line.beside());
        Nodes.restyle(labels[2], line.style(), STYLES);
        // A list has nothing beside it, and would take the room of all names.
        GridPane.setColumnSpan(labels[1], line.second() == null ? 2 : 1);
        GridPane.setHalignment(labels[1], HPos.RIGHT);
        ids.set(row, line.id());
        boolean leads = !line.id().isEmpty();
        labels[0].setFocusTraversable(leads);
        labels[0].setCursor(leads ? Cursor.HAND : Cursor.DEFAULT);
        labels[0].getTooltip().setText(line.name());
    }

    private void add(int row) {
        Label name = Nodes.label("", "sd-row-name");
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        name.setTooltip(new Hint(name, ""));
        Label first = Nodes.label("", "sd-mono", firstStyle);
        Label second = Nodes.label("", "sd-mono", secondStyle);
        first.setMinWidth(USE_PREF_SIZE);
        second.setMinWidth(USE_PREF_SIZE);
        lines.add(new Label[] {name, first, second});
        ids.add("");
        addRow(row + 1, name, first, second);
        name.setOnMouseClicked(event -> open(row));
        name.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(row);
                event.consume();
            }
        });
    }

    private void open(int row) {
        if (!ids.get(row).isEmpty()) {
            onOpen.accept(ids.get(row));
        }
    }

    private static Label caption(String text) {
        Label caption = Nodes.label(text, "sd-caption", "sd-muted");
        caption.setMinWidth(USE_PREF_SIZE);
        return caption;
    }

    private static ColumnConstraints figures() {
        ColumnConstraints column = new ColumnConstraints();
        column.setHalignment(HPos.RIGHT);
        return column;
    }
}

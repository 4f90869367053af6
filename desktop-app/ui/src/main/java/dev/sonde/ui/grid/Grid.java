package dev.sonde.ui.grid;

import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.ui.look.InTurn;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tips;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Skin;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A table that shows rows which somebody else sorts, keeps its selection when rows are replaced, and tells of Enter and
 * double click. Owned by the FX thread.
 */
public final class Grid<R> extends TableView<R> {
    private static final double ROW_HEIGHT = 28;
    private static final double LEAST_WIDTH = 56;
    /** Rows whose figures are looked at: more are in no table's sight. */
    private static final int MOST_FITTED = 50;

    private final Map<TableColumn<R, R>, Function<R, CellText>> texts = new LinkedHashMap<>();
    private final ColumnHeads<R> heads = new ColumnHeads<>();
    private final Sorting<R> sorting = new Sorting<>(this, heads);
    private final CellTerms<R> terms = new CellTerms<>();
    private final Columns<R> columns = new Columns<>(this);
    private final RowsInPlace<R> inPlace;
    private final HeldOrder<R> order;
    private final Node none = Nodes.label("None in window A", "sd-muted");
    private Consumer<@Nullable R> onSelect = row -> {};
    private Runnable onArranged = () -> {};
    private boolean quiet;
    private boolean explained;
    private boolean asksAgain;

    /** A grid; {@code same} says whether two rows are of the same thing. */
    public Grid(String name, BiPredicate<R, R> same) {
        inPlace = new RowsInPlace<>(this, same);
        order = new HeldOrder<>(this, same);
        setAccessibleText(name);
        setFixedCellSize(ROW_HEIGHT);
        setColumnResizePolicy(new ColumnRoom());
        setMinSize(0, 0);
        setPlaceholder(new Region());
        setRowFactory(table -> new GridRow<>());
        addEventFilter(KeyEvent.KEY_PRESSED, this::beginSelection);
        getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!quiet) {
                onSelect.accept(row);
            }
        });
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new GridSkin<>(this);
    }

    @Override
    public boolean resizeColumn(TableColumn<R, ?> column, double delta) {
        boolean moved = super.resizeColumn(column, delta);
        if (moved) {
            columns.resized();
        }
        return moved;
    }

    /**
     * What is asked for while the parent lays out its children reaches nobody where this table had its turn already: it would stay as it
     * is, and with it all that is painted in its cells. So it asks again when that layout is over.
     */
    @Override
    public void requestLayout() {
        super.requestLayout();
        Parent parent = getParent();
        if (parent != null && !parent.isNeedsLayout() && !asksAgain) {
            asksAgain = true;
            Platform.runLater(() -> {
                asksAgain = false;
                if (isNeedsLayout()) {
                    super.requestLayout();
                }
            });
        }
    }

    /** Nothing is selected at first: the first arrow selects the first row that is in sight, not the one after it. */
    private void beginSelection(KeyEvent event) {
        boolean arrow = event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP;
        if (arrow && getSelectionModel().isEmpty() && !getItems().isEmpty()) {
            getSelectionModel().clearAndSelect(0);
            event.consume();
        }
    }

    /** How a column looks. */
    public enum Kind {
        /** A name. */
        NAME("sd-name"),
        /** Text. */
        TEXT("sd-secondary"),
        /** Code or an endpoint. */
        CODE("sd-code"),
        /** A figure. */
        NUMBER("sd-number");

        private final String style;

        Kind(String style) {
            this.style = style;
        }
    }

    /**
     * A column.
     *
     * @param title its head
     * @param kind how it looks
     * @param width preferred width in pixels
     * @param sortKey what to sort by, or empty where it can't be sorted
     */
    public record Head(String title, Kind kind, double width, String sortKey) {}

    /** Adds a column of text and returns it. */
    public TableColumn<R, R> column(Head head, Function<R, CellText> text) {
        TableColumn<R, R> column = add(head);
        column.setCellFactory(
                ignored -> new TextCell<>(head.kind().style, text, () -> sorting.isBy(column), () -> explained));
        texts.put(column, text);
        return column;
    }

    /** Adds a column that paints its cells and returns it; {@code make} makes a cell. */
    public TableColumn<R, R> painted(Head head, Function<TableColumn<R, R>, TableCell<R, R>> make) {
        TableColumn<R, R> column = add(head);
        column.setCellFactory(make::apply);
        return column;
    }

    private TableColumn<R, R> add(Head head) {
        TableColumn<R, R> column = new TableColumn<>(head.title());
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setPrefWidth(head.width());
        // Figures are never cut: names and bars give way.
        boolean firm = head.kind() == Kind.NUMBER || head.title().isEmpty();
        column.setMinWidth(firm ? head.width() : Math.min(head.width(), LEAST_WIDTH));
        if (head.title().isEmpty()) {
            column.setMaxWidth(head.width());
        }
        column.getStyleClass().add(head.kind().style);
        sorting.add(column, head.sortKey());
        heads.add(column, head.title());
        columns.add(column, head.title());
        getColumns().add(column);
        return column;
    }

    /** Gives a column another head; it is remembered by its first one. */
    public void title(TableColumn<R, R> column, String title) {
        heads.title(column, title);
        sorting.mark();
    }

    /** What stands over a column. */
    String title(TableColumn<R, R> column) {
        return heads.title(column);
    }

    /** Explains the column of that title when the pointer rests on its head. */
    public void explain(String title, String what) {
        heads.explain(title, what);
    }

    /** Tells what the user wants to sort by, and whether from the highest; begins with a column. */
    public void onSort(String firstKey, BiConsumer<String, Boolean> listener) {
        sorting.listen(firstKey, listener, () -> quiet, order::release, () -> onArranged.run());
    }

    /** Tells of the selected row, or null. */
    public void onSelect(Consumer<@Nullable R> listener) {
        onSelect = listener;
    }

    /** Tells of Enter and double click on a row. */
    public void onOpen(Consumer<R> listener) {
        GridRows.onOpen(this, listener);
    }

    /** Says what keeps the rows that have the same in a column. */
    public void term(TableColumn<R, R> column, Function<R, Optional<FilterTerm>> term) {
        terms.put(column, term);
    }

    /** Offers a menu for the row under the pointer, and at the selection for the menu key and Shift+F10. */
    public void onMenu(Function<R, List<List<RowMenu.Action>>> actions) {
        onCellMenu((row, hit) -> actions.apply(row));
    }

    /** The same, told what the cell under the pointer is. */
    public void onCellMenu(BiFunction<R, CellHit, List<List<RowMenu.Action>>> actions) {
        setOnContextMenuRequested(event -> {
            GridRows.selectAt(this, event);
            R row = GridRows.isBeside(event) ? null : selected();
            if (row != null) {
                GridRows.menu(this, event, RowMenu.of(actions.apply(row, terms.at(event, row))));
                event.consume();
            }
        });
    }

    /** Says what is known of the row that the pointer rests on. */
    public void tip(Function<R, Tip> words) {
        explained = true;
        GridRows.tip(this, words);
    }

    /** What the columns in sight say of a row, with tabs between. */
    public String text(R row) {
        return texts.entrySet().stream()
                .filter(column -> column.getKey().isVisible())
                .map(column -> column.getValue().apply(row).text())
                .collect(Collectors.joining("\t"));
    }

    /** Shows a column only where the table is wider than this, unless the user chose it. */
    public void needs(TableColumn<R, R> column, double width) {
        columns.needs(column, width);
    }

    /** Leaves the room beyond this share of the table to the columns whose text would be cut. */
    public void atMost(TableColumn<R, R> column, double share) {
        columns.atMost(column, share);
    }

    /** Says whether there is anything to show in a column; without, it is in sight only where the user chose it. */
    public void worth(TableColumn<R, R> column, boolean something) {
        columns.worth(column, something);
    }

    /** Shows a column only where the user chose it. */
    public void onChoice(TableColumn<R, R> column) {
        columns.onWish(column);
    }

    Columns<R> columns() {
        return columns;
    }

    /** How the user arranged it. */
    public GridLayout layoutNow() {
        return new GridLayout(columns.layout(), sorting.key(), sorting.isDescending());
    }

    /** Arranges it as it was. */
    public void arrange(GridLayout remembered) {
        columns.arrange(remembered.columns());
        sortBy(remembered.sortKey(), remembered.descending());
    }

    /** Sorts by the column of that key, as a click on its head would. */
    public void sortBy(String wanted, boolean descending) {
        sorting.by(wanted, descending);
    }

    /** Tells of every change of how it is arranged. */
    public void onArranged(Runnable listener) {
        columns.onArranged(listener);
        onArranged = listener;
    }

    /** Says what the next rows answer: while that stays the same, the pointer over the table holds their order. */
    public void asked(NavigationState state) {
        order.asked(state);
    }

    /**
     * Replaces the rows; what was selected stays selected where it is still there. While the pointer is over the table the rows keep
     * their order, unless the user sorts or asks for something else.
     */
    public void rows(List<R> rows) {
        List<R> shown = order.of(rows);
        rows(shown, inPlace.selectedIn(shown));
    }

    /** Makes a column as wide as its longest figure needs: it is never cut, and leaves the rest of the room to names. */
    public void fitted(TableColumn<R, R> column) {
        columns.fitted(column);
    }

    private void fit(List<R> rows) {
        for (TableColumn<R, R> column : columns.fitted()) {
            Function<R, CellText> text = Objects.requireNonNull(texts.get(column), "a column of text");
            columns.fit(
                    column,
                    rows.stream()
                            .limit(MOST_FITTED)
                            .mapToInt(row -> text.apply(row).text().length())
                            .max()
                            .orElse(0));
        }
    }

    /** Replaces the rows; what was selected is at that index now, or at -1 when it is gone. */
    public void rows(List<R> rows, int selectedNow) {
        fit(rows);
        if (!none.equals(getPlaceholder())) {
            // Only now is it known that there is none.
            setPlaceholder(none);
        }
        boolean had = selected() != null;
        quiet = true;
        try {
            inPlace.replace(rows, selectedNow);
        } finally {
            quiet = false;
        }
        if (had && selectedNow < 0) {
            onSelect.accept(null);
        }
        Tips.refresh(this);
    }

    /** Brings rows up to date a few with each frame, where it is told its rows in the course of these frames. */
    public void inTurn(InTurn frames) {
        inPlace.inTurn(frames);
    }

    /** The selected row as it is by now, or null. */
    public @Nullable R selected() {
        return inPlace.selected();
    }

    /** Selects the row that something is true of, or none, without telling anybody. */
    public void selectQuietly(Predicate<R> wanted) {
        R now = selected();
        if (now != null && wanted.test(now)) {
            return;
        }
        int found = -1;
        for (int i = 0; i < getItems().size() && found < 0; i++) {
            found = wanted.test(getItems().get(i)) ? i : -1;
        }
        selectQuietly(found);
    }

    /** Selects a row, or none for -1, without telling anybody. */
    public void selectQuietly(int index) {
        quiet = true;
        try {
            inPlace.select(index);
        } finally {
            quiet = false;
        }
    }
}

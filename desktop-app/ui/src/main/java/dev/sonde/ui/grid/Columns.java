package dev.sonde.ui.grid;

import dev.sonde.ui.grid.GridLayout.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Which columns of a table are in sight: those that the user wishes, and of the others those that there is room for. FX thread. */
final class Columns<R> {
    private static final double PER_LETTER = 7.3;
    private static final double BESIDE_TEXT = 24;

    private final TableView<R> table;
    private final Map<TableColumn<R, R>, Column> all = new LinkedHashMap<>();
    private Runnable onArranged = () -> {};
    private boolean quiet;
    private boolean resized;

    /** What is known of a column. */
    private static final class Column {
        private final String title;
        private final double width;
        private double needs;
        private double share = 1;
        private boolean fitted;
        private boolean atFirst = true;
        private boolean worth = true;
        private Wish wish = Wish.NONE;

        Column(String title, double width) {
            this.title = title;
            this.width = width;
        }
    }

    Columns(TableView<R> table) {
        this.table = table;
        table.widthProperty().subscribe(now -> makeRoom());
    }

    void add(TableColumn<R, R> column, String title) {
        all.put(column, new Column(title, column.getPrefWidth()));
        column.widthProperty().subscribe(now -> arranged());
    }

    /** Shows a column only where the table is wider than this, unless it is wished for. */
    void needs(TableColumn<R, R> column, double width) {
        of(column).needs = width;
        makeRoom();
    }

    /** A column is no wider than this share of the table. */
    void atMost(TableColumn<R, R> column, double share) {
        of(column).share = share;
        makeRoom();
    }

    /** A column is as wide as its longest figure so far needs; what room there is beyond goes to the others. */
    void fitted(TableColumn<R, R> column) {
        of(column).fitted = true;
        fit(column, 0);
    }

    /** Those that are as wide as their figures need. */
    List<TableColumn<R, R>> fitted() {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().fitted)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A figure of so many letters is about to be shown. */
    void fit(TableColumn<R, R> column, int letters) {
        double needed = Math.max(of(column).width, Math.ceil(BESIDE_TEXT + PER_LETTER * letters));
        if (letters == 0 || needed > column.getMinWidth()) {
            column.setMaxWidth(needed);
            column.setPrefWidth(needed);
            column.setMinWidth(needed);
        }
    }

    /** Shows a column only where it is wished for. */
    void onWish(TableColumn<R, R> column) {
        of(column).atFirst = false;
        makeRoom();
    }

    /** Says whether there is anything to show in a column. */
    void worth(TableColumn<R, R> column, boolean something) {
        of(column).worth = something;
        makeRoom();
    }

    /** Columns that have a title, in the order they were made. */
    List<TableColumn<R, R>> named() {
        return all.entrySet().stream()
                .filter(entry -> !entry.getValue().title.isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    void wish(TableColumn<R, R> column, Wish wish) {
        of(column).wish = wish;
        makeRoom();
        arranged();
    }

    /** The user moved the border of a column: from now on the widths are the user's, and before that whatever there was room for. */
    void resized() {
        resized = true;
        table.getVisibleLeafColumns().forEach(column -> column.setPrefWidth(column.getWidth()));
        arranged();
    }

    /** Everything as it was at first. */
    void reset() {
        quiet = true;
        resized = false;
        all.forEach((column, known) -> {
            known.wish = Wish.NONE;
            column.setPrefWidth(known.width);
        });
        table.getColumns().setAll(all.keySet());
        makeRoom();
        quiet = false;
        arranged();
    }

    /** Tells of every change of the order, the widths and what is in sight. */
    void onArranged(Runnable listener) {
        onArranged = listener;
        table.getColumns().subscribe(this::arranged);
    }

    /** How they stand, to be remembered. */
    List<GridLayout.Column> layout() {
        List<GridLayout.Column> columns = new ArrayList<>();
        for (TableColumn<R, ?> column : table.getColumns()) {
            all.forEach((known, of) -> {
                if (known.equals(column) && !of.title.isEmpty()) {
                    columns.add(new GridLayout.Column(of.title, resized ? Math.rint(known.getWidth()) : 0, of.wish));
                }
            });
        }
        return columns;
    }

    /** Arranges them as they were remembered; what was not known then stays where it is. */
    void arrange(List<GridLayout.Column> remembered) {
        quiet = true;
        List<TableColumn<R, R>> order = new ArrayList<>();
        for (GridLayout.Column wanted : remembered) {
            all.forEach((column, known) -> {
                if (known.title.equals(wanted.title()) && !order.contains(column)) {
                    order.add(column);
                    known.wish = wanted.wish();
                    if (wanted.width() > 0) {
                        resized = true;
                        column.setPrefWidth(Math.max(column.getMinWidth(), wanted.width()));
                    }
                }
            });
        }
        int at = 0;
        for (TableColumn<R, R> column : all.keySet()) {
            if (!order.contains(column)) {
                order.add(Math.min(at, order.size()), column);
            }
            at++;
        }
        table.getColumns().setAll(order);
        makeRoom();
        quiet = false;
    }

    private void makeRoom() {
        double width = table.getWidth();
        all.forEach((column, known) -> {
            boolean room = known.atFirst && known.worth && (width == 0 || width > known.needs);
            boolean inSight = known.wish == Wish.SHOWN || (known.wish == Wish.NONE && room);
            if (column.isVisible() != inSight) {
                column.setVisible(inSight);
            }
            if (known.share < 1) {
                column.setMaxWidth(Math.max(known.width, Math.rint(width * known.share)));
            }
        });
    }

    private void arranged() {
        if (!quiet) {
            onArranged.run();
        }
    }

    private Column of(TableColumn<R, R> column) {
        Column known = all.get(column);
        if (known == null) {
            throw new IllegalArgumentException("not a column of this table: " + column.getText());
        }
        return known;
    }
}

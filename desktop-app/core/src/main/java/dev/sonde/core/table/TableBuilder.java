package dev.sonde.core.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects rows, then sorts, cuts and picks as a query says. Belongs to one thread. */
final class TableBuilder {
    private final String name;
    private final List<Column> columns;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    TableBuilder(String name, List<Column> columns) {
        this.name = name;
        this.columns = columns;
    }

    /** Takes a row; a value that takes time to find may be given as a supplier, which is asked when somebody reads it. */
    void row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(name + " has " + columns.size() + " columns, not " + values.length);
        }
        rows.add(values);
    }

    /** Makes the table; the order without a column to sort by is that of the highest values of one. */
    Table build(Query query, @Nullable String ownOrder, Table.Coverage coverage) {
        String sort = query.sort();
        if (sort != null) {
            rows.sort(order(found(sort), query.descending()));
        } else if (ownOrder != null) {
            rows.sort(order(found(ownOrder), true).thenComparing(order(0, false)));
        }
        return lazily(query, rows.size(), (row, column) -> value(rows.get(row)[column]), coverage);
    }

    /** Makes a table of rows that are sorted already. */
    Table lazily(Query query, int rowCount, Table.Cells cells, Table.Coverage coverage) {
        int[] picked = new int
                [query.columns().isEmpty() ? columns.size() : query.columns().size()];
        List<Column> shown = new ArrayList<>();
        for (int i = 0; i < picked.length; i++) {
            picked[i] = query.columns().isEmpty() ? i : indexOf(query.columns().get(i));
            shown.add(columns.get(picked[i]));
        }
        return new Table(name, shown, picked, Math.min(rowCount, Math.max(0, query.limit())), cells, coverage);
    }

    /** The place of a column whose values are all found: to sort asks for each of them many times. */
    private int found(String column) {
        int index = indexOf(column);
        for (@Nullable Object[] row : rows) {
            row[index] = value(row[index]);
        }
        return index;
    }

    private static @Nullable Object value(@Nullable Object cell) {
        return cell instanceof Supplier<?> later ? later.get() : cell;
    }

    private int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw QueryErrors.unknownColumn(name, column, columns);
    }

    private static Comparator<@Nullable Object[]> order(int column, boolean descending) {
        return (a, b) -> {
            Object left = a[column];
            Object right = b[column];
            if (left == null || right == null) {
                return left == right ? 0 : left == null ? 1 : -1;
            }
            int result = compare(left, right);
            return descending ? -result : result;
        };
    }

    private static int compare(Object left, Object right) {
        return switch (left) {
            case Long number when right instanceof Long other -> number.compareTo(other);
            case Double number when right instanceof Double other -> number.compareTo(other);
            case Boolean truth when right instanceof Boolean other -> truth.compareTo(other);
            default -> left.toString().compareTo(right.toString());
        };
    }
}

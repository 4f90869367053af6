package dev.sonde.cli.print;

import dev.sonde.core.table.Column;
import dev.sonde.core.table.ColumnType;
import dev.sonde.core.table.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Aligned text: names to the left, numbers to the right, headers with the unit taken off the name. */
public final class TextTable {
    private static final int WIDEST = 60;

    private TextTable() {}

    static void print(Table table, PrintStream out) {
        if (table.rowCount() == 0) {
            out.println("no rows");
            return;
        }
        lines(table).forEach(out::println);
    }

    /** The header and the rows. */
    public static List<String> lines(Table table) {
        List<Column> columns = table.columns();
        int rows = table.rowCount();
        String[][] cells = new String[rows + 1][columns.size()];
        int[] widths = new int[columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            cells[0][c] = header(columns.get(c));
            for (int r = 0; r < rows; r++) {
                cells[r + 1][c] = fitted(Values.readable(columns.get(c).type(), table.value(r, c)));
            }
            for (String[] row : cells) {
                widths[c] = Math.max(widths[c], row[c].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : cells) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                if (c > 0) {
                    line.append("  ");
                }
                String fill = " ".repeat(widths[c] - row[c].length());
                boolean right = isNumber(columns.get(c).type());
                line.append(right ? fill : "").append(row[c]).append(right ? "" : fill);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String header(Column column) {
        String name = column.name();
        return switch (column.type()) {
            case NANOS -> name.replaceFirst("_ns$", "");
            case BYTES -> name.replaceFirst("_bytes$", "");
            case RATIO -> name.replaceFirst("_ratio$", "");
            default -> name;
        };
    }

    private static String fitted(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return clean.length() > WIDEST ? clean.substring(0, WIDEST - 1) + "…" : clean.toString();
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type) {
            case INTEGER, DECIMAL, NANOS, BYTES, RATIO -> true;
            case TEXT, TIME, BOOL, OBJECT, LIST -> false;
        };
    }
}

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
    private static final int NARROWEST = 10;

    private TextTable() {}

    static void print(Table table, PrintStream out) {
        if (table.rowCount() == 0) {
            out.println("no rows");
            return;
        }
        lines(table).forEach(out::println);
    }

    /** The header and the rows. */
    static List<String> lines(Table table) {
        return lines(table, Integer.MAX_VALUE);
    }

    /** The header and the rows, texts shortened until lines fit into a width where they can. */
    public static List<String> lines(Table table, int width) {
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
        narrow(columns, widths, width);
        List<String> lines = new ArrayList<>();
        for (String[] row : cells) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                if (c > 0) {
                    line.append("  ");
                }
                String cell = shortened(row[c], widths[c]);
                String fill = " ".repeat(widths[c] - cell.length());
                boolean right = isNumber(columns.get(c).type());
                line.append(right ? fill : "").append(cell).append(right ? "" : fill);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Takes from the widest text until all fit. */
    private static void narrow(List<Column> columns, int[] widths, int width) {
        long total = 2L * (widths.length - 1);
        for (int each : widths) {
            total += each;
        }
        while (total > width) {
            int widest = -1;
            for (int c = 0; c < widths.length; c++) {
                boolean text = columns.get(c).type() == ColumnType.TEXT && widths[c] > NARROWEST;
                if (text && (widest < 0 || widths[c] > widths[widest])) {
                    widest = c;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            total--;
        }
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
        return shortened(clean.toString(), WIDEST);
    }

    private static String shortened(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text;
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type) {
            case INTEGER, DECIMAL, NANOS, BYTES, RATIO -> true;
            case TEXT, TIME, BOOL, OBJECT, LIST -> false;
        };
    }
}

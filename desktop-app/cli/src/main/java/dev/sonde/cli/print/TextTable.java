package dev.sonde.cli.print;

import dev.sonde.core.table.Column;
import dev.sonde.core.table.ColumnType;
import dev.sonde.core.table.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Aligned text: names to the left, numbers to the right, headers with the unit taken off the name. */
public final class TextTable {
    private static final int WIDEST = 60;
    private static final int NARROWEST = 10;
    private static final int HEADER = -1;

    private TextTable() {}

    static void print(Table table, PrintStream out) {
        if (table.rowCount() == 0) {
            out.println("no rows");
            return;
        }
        each(table, Integer.MAX_VALUE, out::println);
    }

    /** The header and the rows, texts shortened until lines fit into a width where they can. */
    public static List<String> lines(Table table, int width) {
        List<String> lines = new ArrayList<>();
        each(table, width, lines::add);
        return lines;
    }

    /** Hands on line by line: a table may have millions of rows, so that their texts are made twice rather than kept. */
    private static void each(Table table, int width, Consumer<String> to) {
        List<Column> columns = table.columns();
        int[] widths = new int[columns.size()];
        for (int row = HEADER; row < table.rowCount(); row++) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], cell(table, row, c).length());
            }
        }
        narrow(columns, widths, width);
        StringBuilder line = new StringBuilder();
        for (int row = HEADER; row < table.rowCount(); row++) {
            line.setLength(0);
            for (int c = 0; c < widths.length; c++) {
                String cell = shortened(cell(table, row, c), widths[c]);
                String fill = " ".repeat(widths[c] - cell.length());
                boolean right = isNumber(columns.get(c).type());
                line.append(c > 0 ? "  " : "")
                        .append(right ? fill : "")
                        .append(cell)
                        .append(right ? "" : fill);
            }
            to.accept(line.toString().stripTrailing());
        }
    }

    private static String cell(Table table, int row, int column) {
        Column of = table.columns().get(column);
        return row == HEADER ? header(of) : fitted(Values.readable(of.type(), table.value(row, column)));
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
        if (text.length() <= width) {
            return text;
        }
        int end = width - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type) {
            case INTEGER, DECIMAL, NANOS, BYTES, RATIO -> true;
            case TEXT, TIME, BOOL, OBJECT, LIST -> false;
        };
    }
}

package dev.sonde.cli.print;

import dev.sonde.core.table.Column;
import dev.sonde.core.table.Table;
import java.io.PrintStream;
import java.util.List;

/** Rows as JSON objects, keys in the order of the columns. */
final class JsonRows {
    private JsonRows() {}

    static void printArray(Table table, PrintStream out) {
        out.print('[');
        for (int row = 0; row < table.rowCount(); row++) {
            out.print(row == 0 ? "\n" : ",\n");
            out.print(row(table, row));
        }
        out.print(table.rowCount() == 0 ? "]\n" : "\n]\n");
    }

    static void printLines(Table table, PrintStream out) {
        for (int row = 0; row < table.rowCount(); row++) {
            out.print(row(table, row));
            out.print('\n');
        }
    }

    private static StringBuilder row(Table table, int row) {
        StringBuilder json = new StringBuilder(256).append('{');
        List<Column> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            json.append(i == 0 ? "\"" : ",\"").append(column.name()).append("\":");
            JsonText.append(json, Values.exact(column.type(), table.value(row, i)));
        }
        return json.append('}');
    }
}

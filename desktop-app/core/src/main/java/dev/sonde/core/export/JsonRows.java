package dev.sonde.core.export;

import dev.sonde.core.table.Column;
import dev.sonde.core.table.Table;
import java.io.IOException;
import java.util.List;

/** Rows as JSON objects, keys in the order of the columns. */
public final class JsonRows {
    private JsonRows() {}

    /** Writes one array of all rows. */
    public static void writeArray(Table table, Appendable out) throws IOException {
        out.append('[');
        for (int row = 0; row < table.rowCount(); row++) {
            out.append(row == 0 ? "\n" : ",\n");
            out.append(row(table, row));
        }
        out.append(table.rowCount() == 0 ? "]\n" : "\n]\n");
    }

    /** Writes a line for each row. */
    public static void writeLines(Table table, Appendable out) throws IOException {
        for (int row = 0; row < table.rowCount(); row++) {
            out.append(row(table, row));
            out.append('\n');
        }
    }

    private static StringBuilder row(Table table, int row) {
        StringBuilder json = new StringBuilder(256).append('{');
        List<Column> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            json.append(i == 0 ? "\"" : ",\"").append(column.name()).append("\":");
            JsonText.append(json, Exact.value(column.type(), table.value(row, i)));
        }
        return json.append('}');
    }
}

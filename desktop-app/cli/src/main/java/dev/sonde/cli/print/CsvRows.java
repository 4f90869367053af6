package dev.sonde.cli.print;

import dev.sonde.core.table.Column;
import dev.sonde.core.table.Table;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as CSV (RFC 4180): an unknown value is an empty field, an empty text a quoted one. */
final class CsvRows {
    private CsvRows() {}

    static void print(Table table, PrintStream out) {
        List<Column> columns = table.columns();
        out.print(columns.stream().map(Column::name).collect(Collectors.joining(",")));
        out.print("\r\n");
        for (int row = 0; row < table.rowCount(); row++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                line.append(i == 0 ? "" : ",")
                        .append(field(Values.exact(columns.get(i).type(), table.value(row, i))));
            }
            out.print(line.append("\r\n"));
        }
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text;
        if (value instanceof Map || value instanceof List) {
            StringBuilder json = new StringBuilder();
            JsonText.append(json, value);
            text = json.toString();
        } else {
            text = value.toString();
        }
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

package dev.sonde.core.export;

import dev.sonde.core.table.Column;
import dev.sonde.core.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as CSV (RFC 4180): an unknown value is an empty field, an empty text a quoted one. */
public final class CsvRows {
    private CsvRows() {}

    /** Writes the header and all rows. */
    public static void write(Table table, Appendable out) throws IOException {
        List<Column> columns = table.columns();
        out.append(columns.stream().map(Column::name).collect(Collectors.joining(",")));
        out.append("\r\n");
        for (int row = 0; row < table.rowCount(); row++) {
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                values.add(Exact.value(columns.get(i).type(), table.value(row, i)));
            }
            out.append(line(values));
        }
    }

    /** One row of such values as {@link JsonText} takes, with the end of its line. */
    public static String line(List<? extends @Nullable Object> values) {
        StringBuilder line = new StringBuilder();
        String comma = "";
        for (Object value : values) {
            line.append(comma).append(field(value));
            comma = ",";
        }
        return line.append("\r\n").toString();
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

package dev.sonde.cli.print;

import dev.sonde.core.export.CsvRows;
import dev.sonde.core.export.JsonText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Objects with the same keys in the forms that programs read. */
public final class ObjectRows {
    private ObjectRows() {}

    /** Prints objects as one array, as a line each, or as CSV, whose header are the keys of the first. */
    public static void print(List<? extends Map<String, ?>> objects, TableFormat format, PrintStream out) {
        switch (format) {
            case JSON -> out.println(json(objects));
            case JSONL -> objects.forEach(each -> out.println(json(each)));
            case CSV -> {
                if (!objects.isEmpty()) {
                    out.print(CsvRows.line(new ArrayList<>(objects.getFirst().keySet())));
                }
                objects.forEach(each -> out.print(CsvRows.line(new ArrayList<>(each.values()))));
            }
            case TABLE -> throw new IllegalArgumentException("a table is for people");
        }
        out.flush();
    }

    private static String json(Object value) {
        StringBuilder json = new StringBuilder();
        JsonText.append(json, value);
        return json.toString();
    }
}

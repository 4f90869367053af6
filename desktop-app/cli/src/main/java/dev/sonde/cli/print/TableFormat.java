package dev.sonde.cli.print;

import dev.sonde.core.table.Table;
import java.io.PrintStream;
import java.util.Locale;

/** Forms in which a table is printed. */
public enum TableFormat {
    /** Aligned text for people. */
    TABLE,
    /** One array of objects. */
    JSON,
    /** One object a line. */
    JSONL,
    /** A header line and a line a row, as RFC 4180 has it. */
    CSV;

    /** Prints a table. */
    public void print(Table table, PrintStream out) {
        switch (this) {
            case TABLE -> TextTable.print(table, out);
            case JSON -> JsonRows.printArray(table, out);
            case JSONL -> JsonRows.printLines(table, out);
            case CSV -> CsvRows.print(table, out);
        }
        out.flush();
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.sonde.cli.print;

import dev.sonde.core.export.CsvRows;
import dev.sonde.core.export.JsonRows;
import dev.sonde.core.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
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
        try {
            switch (this) {
                case TABLE -> TextTable.print(table, out);
                case JSON -> JsonRows.writeArray(table, out);
                case JSONL -> JsonRows.writeLines(table, out);
                case CSV -> CsvRows.write(table, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

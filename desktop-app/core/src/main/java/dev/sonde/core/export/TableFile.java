package dev.sonde.core.export;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.table.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Writes tables to files. Stateless; call it in a job. */
public final class TableFile {
    private TableFile() {}

    /**
     * Writes a table as the name of the file says: {@code .json} one array, {@code .jsonl} an object a line, else CSV. A file
     * that is there is replaced once all is written, and not before.
     *
     * @throws SondeException SD-2036 where it can't be written
     */
    public static void write(Table table, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(part)) {
                write(table, file.getFileName().toString().toLowerCase(Locale.ROOT), out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(file, part, e);
        }
    }

    private static void write(Table table, String name, Appendable out) throws IOException {
        if (name.endsWith(".json")) {
            JsonRows.writeArray(table, out);
        } else if (name.endsWith(".jsonl")) {
            JsonRows.writeLines(table, out);
        } else {
            CsvRows.write(table, out);
        }
    }

    private static SondeException failed(Path file, Path part, IOException e) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException left) {
            e.addSuppressed(left);
        }
        String why = switch (e) {
            case AccessDeniedException _ -> "Its folder may not be written to.";
            case NoSuchFileException _ -> "Its folder is not there.";
            default -> String.valueOf(e.getMessage());
        };
        return new SondeException(
                "SD-2036",
                "The table can't be written to " + file,
                why,
                "Choose another folder, or free some space.",
                e);
    }
}

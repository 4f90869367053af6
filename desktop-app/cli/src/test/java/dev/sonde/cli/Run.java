package dev.sonde.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A command that ran in this process.
 *
 * @param status exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Run(int status, String out, String err) {

    /** Runs a command as in a pipe: no terminal. */
    static Run of(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(ResultStream.over(out), new PrintStream(err, true, StandardCharsets.UTF_8), false, false);
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int status = Main.run(terminal, words);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    /** A real capture beside the checkout. */
    static Path corpus(String name) {
        String named = System.getProperty("SONDE_CORPUS", System.getenv().getOrDefault("SONDE_CORPUS", ""));
        Path folder = named.isEmpty() ? null : Path.of(named);
        for (Path up = Path.of("").toAbsolutePath(); folder == null && up != null; up = up.getParent()) {
            Path found = up.resolve("shared/corpus");
            folder = Files.isDirectory(found) ? found : null;
        }
        if (folder == null) {
            Assumptions.abort("The corpus of captures is not beside this checkout: set SONDE_CORPUS");
            throw new IllegalStateException();
        }
        return folder.resolve(name);
    }

    /** A capture of a MySQL client's work: 390 commands to one server. */
    static Path statements() {
        return corpus("mysql/171-mysql.pcap");
    }
}

package dev.sonde.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a command writes: results to {@code out}, everything else to {@code err}.
 *
 * @param out results
 * @param err progress, notes and errors
 * @param interactive whether a person reads {@code err}
 * @param colour whether {@code out} shall be coloured: a terminal, and NO_COLOR not set
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colour) {

    /** Whether a file descriptor of this process is a terminal, as far as this system tells. */
    static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
    }

    /** Shows how far something is, in place of what was shown before; only to a person. */
    void progress(String text) {
        if (interactive) {
            err.print("\r\u001b[K" + text);
            err.flush();
        }
    }

    /** Takes the progress away. */
    void clearProgress() {
        progress("");
    }
}

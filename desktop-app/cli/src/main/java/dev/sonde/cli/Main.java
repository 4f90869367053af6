package dev.sonde.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code sonde} command. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        PrintStream out = ResultStream.over(new FileOutputStream(FileDescriptor.out));
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean colour = Terminal.isTerminal(1)
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        System.exit(run(new Terminal(out, err, Terminal.isTerminal(2), colour), arguments));
    }

    /** Runs a command in this process. */
    static int run(Terminal terminal, String... arguments) {
        try {
            int status = isPlainOpening(arguments)
                    ? open(terminal, arguments)
                    : SondeCommand.commandLine(terminal, arguments).execute(arguments);
            terminal.out().flush();
            return status;
        } catch (OutputClosedException e) {
            return Failures.outputClosed(e, terminal);
        }
    }

    /** Nothing or a file: opened without the machinery of options, which would cost a fifth of the start. */
    private static boolean isPlainOpening(String... arguments) {
        return arguments.length == 0
                || (arguments.length == 1
                        && !arguments[0].startsWith("-")
                        && Files.isRegularFile(Path.of(arguments[0])));
    }

    private static int open(Terminal terminal, String... arguments) {
        try {
            return Window.open(terminal, arguments.length == 0 ? null : Path.of(arguments[0]), new Common());
        } catch (OutputClosedException e) {
            throw e;
        } catch (Exception e) {
            return Failures.failed(e, terminal, false);
        }
    }
}

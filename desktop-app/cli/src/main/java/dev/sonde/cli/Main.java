package dev.sonde.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

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
            int status = SondeCommand.commandLine(terminal).execute(arguments);
            terminal.out().flush();
            return status;
        } catch (OutputClosedException e) {
            return Failures.outputClosed(e, terminal);
        }
    }
}

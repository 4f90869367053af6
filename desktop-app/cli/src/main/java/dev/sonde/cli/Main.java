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
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status = run(new Terminal(out, err, Terminal.isTerminal(2)), arguments);
        out.flush();
        System.exit(status);
    }

    /** Runs a command in this process. */
    static int run(Terminal terminal, String... arguments) {
        return SondeCommand.commandLine(terminal).execute(arguments);
    }
}

package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says failures on one line each, and which exit status they make. */
final class Failures {
    /** Wrong usage that only the code behind a command can see. */
    private static final Set<String> USAGE_CODES = Set.of("SD-4001");

    /** The command was well written, but what it asks for was refused. */
    private static final Set<String> REFUSED_CODES = Set.of("SD-3123", "SD-3124");

    private Failures() {}

    static int wrongUsage(CommandLine.ParameterException e, Terminal terminal) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        StringBuilder line = new StringBuilder("SD-3100: ").append(firstLine(String.valueOf(e.getMessage())));
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                line.append(". Did you mean ")
                        .append(String.join(" or ", near.subList(0, Math.min(2, near.size()))))
                        .append('?');
            }
        }
        line.append(line.charAt(line.length() - 1) == '?' ? "" : ".");
        terminal.err().println(line + " See: " + command + " --help");
        return ExitStatus.USAGE;
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("wrong usage").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    static int failed(Exception thrown, Terminal terminal, boolean verbose) {
        Throwable cause = thrown instanceof CommandLine.ExecutionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
        terminal.clearProgress();
        if (cause instanceof OutputClosedException closed) {
            return outputClosed(closed, terminal);
        }
        SondeException error = cause instanceof SondeException known
                ? known
                : new SondeException(
                        "SD-5000",
                        "Something went wrong inside Sonde",
                        String.valueOf(cause),
                        "Please report this, with what --verbose prints.");
        terminal.err().println(error.oneLine().replaceAll("\\R+", " "));
        if (error instanceof FilterOption.Unreadable filter) {
            terminal.err().println(filter.pointer());
        }
        if (verbose) {
            cause.printStackTrace(terminal.err());
        }
        return isUsage(error.code()) ? ExitStatus.USAGE : ExitStatus.FAILED;
    }

    private static boolean isUsage(String code) {
        return USAGE_CODES.contains(code) || (code.startsWith("SD-3") && !REFUSED_CODES.contains(code));
    }

    static int outputClosed(OutputClosedException closed, Terminal terminal) {
        if (closed.isReaderGone()) {
            return ExitStatus.DONE;
        }
        terminal.err()
                .println(new SondeException(
                                "SD-2019",
                                "The results can't be written",
                                String.valueOf(closed.getMessage()),
                                "Free some space, or send them elsewhere.")
                        .oneLine());
        return ExitStatus.FAILED;
    }
}

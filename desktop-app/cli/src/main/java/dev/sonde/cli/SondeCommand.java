package dev.sonde.cli;

import dev.sonde.cli.doctor.DoctorCommand;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/** {@code sonde} itself: opens the window. */
@Command(
        name = "sonde",
        versionProvider = SondeCommand.VersionText.class,
        header = "Finds out what is wrong inside a running system.",
        description = "Without a command it opens the window: a recording, a capture, or this machine.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sonde                                    this machine, live",
            "  sonde incident.sonde                     a recording",
            "  sonde record --for 30s -o incident.sonde",
            "  sonde query incident.sonde endpoints --sort p99_ns --limit 10"
        })
final class SondeCommand implements Runner {
    @Mixin
    Common common = new Common();

    @Option(names = "--version", versionHelp = true, description = "Prints the version.")
    boolean version;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A recording or a packet capture.")
    java.nio.file.@org.jspecify.annotations.Nullable Path file;

    /** Prints the version. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sonde " + Version.CURRENT};
        }
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new SondeCommand());
        for (Object command : List.of(
                new RecordCommand(),
                new QueryCommand(),
                new WatchCommand(),
                new InfoCommand(),
                new DoctorCommand(),
                new BenchCommand())) {
            line.addSubcommand(command);
        }
        return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> execute(parsed, terminal))
                .setParameterExceptionHandler((e, arguments) -> wrongUsage(e, terminal))
                .setExecutionExceptionHandler((e, failed, parsed) -> failed(e, terminal, isVerbose(parsed)));
    }

    private static int execute(ParseResult parsed, Terminal terminal) throws CommandLine.ExecutionException {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        List<CommandLine> chain = parsed.asCommandLineList();
        CommandLine last = chain.getLast();
        try {
            return ((Runner) last.getCommandSpec().userObject()).run(terminal);
        } catch (Exception e) {
            throw new CommandLine.ExecutionException(last, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isVerbose(ParseResult parsed) {
        return Arrays.asList(parsed.originalArgs().toArray()).contains("--verbose");
    }

    private static int wrongUsage(CommandLine.ParameterException e, Terminal terminal) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err()
                .println("SD-5001: " + firstLine(String.valueOf(e.getMessage())) + ". See: " + command + " --help");
        return ExitStatus.USAGE;
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("wrong usage");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** Says a failure on one line. */
    private static int failed(Exception thrown, Terminal terminal, boolean verbose) {
        Throwable cause = thrown instanceof CommandLine.ExecutionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
        terminal.clearProgress();
        SondeException error = cause instanceof SondeException known
                ? known
                : new SondeException(
                        "SD-5000",
                        "Something went wrong inside Sonde",
                        String.valueOf(cause),
                        "Please report this, with what --verbose prints.");
        terminal.err().println(error.oneLine().replaceAll("\\R+", " "));
        if (verbose) {
            cause.printStackTrace(terminal.err());
        }
        return error.code().startsWith("SD-3") ? ExitStatus.USAGE : ExitStatus.FAILED;
    }

    @Override
    public int run(Terminal terminal) throws Exception {
        return Window.open(terminal, file, common);
    }
}

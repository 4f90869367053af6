package dev.sonde.cli;

import dev.sonde.cli.doctor.DoctorCommand;
import dev.sonde.cli.image.ImageCommand;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
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
    @Nullable
    Path file;

    /** Prints the version. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sonde " + Version.CURRENT};
        }
    }

    private static final Map<String, Supplier<Runner>> COMMANDS = commands();

    private static Map<String, Supplier<Runner>> commands() {
        Map<String, Supplier<Runner>> commands = new LinkedHashMap<>();
        commands.put("record", RecordCommand::new);
        commands.put("query", QueryCommand::new);
        commands.put("watch", WatchCommand::new);
        commands.put("demo", DemoCommand::new);
        commands.put("screenshot", ScreenshotCommand::new);
        commands.put("info", InfoCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("bench", BenchCommand::new);
        commands.put("cluster", ClusterCommand::new);
        commands.put("image", ImageCommand::new);
        return commands;
    }

    /** Reads these arguments: of the commands it knows the one they name, or all, as each costs some of the start. */
    static CommandLine commandLine(Terminal terminal, String... arguments) {
        CommandLine line = new CommandLine(new SondeCommand());
        Supplier<Runner> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (named != null) {
            line.addSubcommand(named.get());
        } else {
            COMMANDS.values().forEach(command -> line.addSubcommand(command.get()));
        }
        return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> execute(parsed, terminal))
                .setParameterExceptionHandler((e, parsedFrom) -> Failures.wrongUsage(e, terminal))
                .setExecutionExceptionHandler((e, failed, parsed) -> Failures.failed(e, terminal, isVerbose(parsed)));
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

    /** A word that names no file was probably meant as a command. */
    private static void refuseWord(String word) {
        if (word.matches("[a-z-]+")) {
            throw new SondeException("SD-3112", "There is no command and no file " + word, "", "See: sonde --help");
        }
    }

    @Override
    public int run(Terminal terminal) throws Exception {
        Path named = file;
        if (named != null && !Files.exists(named)) {
            refuseWord(named.toString());
        }
        return Window.open(terminal, named, common);
    }
}

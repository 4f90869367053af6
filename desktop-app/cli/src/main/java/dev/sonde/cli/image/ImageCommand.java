package dev.sonde.cli.image;

import dev.sonde.cli.Runner;
import dev.sonde.cli.Terminal;
import dev.sonde.core.error.SondeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sonde image}: the agent's image. */
@Command(
        name = "image",
        header = "Saves the agent's image to a file, or loads it into a runtime or laptop cluster.",
        description = "A cluster that can't pull the image from a registry takes it so, once a node.",
        subcommands = {SaveCommand.class, LoadCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  sonde image save sonde-agent.tar",
            "  sonde image load --kind dev",
            "  sonde image load --containerd"
        })
public final class ImageCommand implements Runner {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Option(names = "--quiet", description = "Says nothing but results and errors.")
    boolean quiet;

    @Option(names = "--verbose", description = "Says more, with the technical cause of errors.")
    boolean verbose;

    /** Made by the command line. */
    public ImageCommand() {}

    @Override
    public int run(Terminal terminal) {
        throw new SondeException("SD-3100", "Save or load is missing", "", "See: sonde image --help");
    }
}

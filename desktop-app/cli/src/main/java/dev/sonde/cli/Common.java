package dev.sonde.cli;

import picocli.CommandLine.Option;

/** Options of every command. */
final class Common {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Option(names = "--quiet", description = "Says nothing but results and errors.")
    boolean quiet;

    @Option(names = "--verbose", description = "Says more, with the technical cause of errors.")
    boolean verbose;
}

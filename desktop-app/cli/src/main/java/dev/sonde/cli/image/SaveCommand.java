package dev.sonde.cli.image;

import dev.sonde.cli.Runner;
import dev.sonde.cli.Terminal;
import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sonde image save}: the image as a file that every runtime loads. */
@Command(
        name = "save",
        header = "Writes the agent's image to a file, an OCI archive, and prints its path.",
        footerHeading = "%nExamples:%n",
        footer = "  sonde image save sonde-agent.tar")
final class SaveCommand implements Runner {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Option(names = "--verbose", description = "Says more, with the technical cause of errors.")
    boolean verbose;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file to write.")
    Path file = Path.of("");

    @Override
    public int run(Terminal terminal) {
        try {
            Files.copy(AgentArchive.find(), file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SondeException(
                    "SD-5051",
                    "The image can't be written to " + file,
                    e.toString(),
                    "Name a file in a directory that you may write to.",
                    e);
        }
        terminal.out().println(file);
        return 0;
    }
}

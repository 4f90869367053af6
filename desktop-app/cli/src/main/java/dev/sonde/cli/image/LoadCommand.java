package dev.sonde.cli.image;

import dev.sonde.cli.Runner;
import dev.sonde.cli.Terminal;
import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sonde image load}: the image into where containers are started from, by the tool that knows how. */
@Command(
        name = "load",
        header = "Loads the agent's image into a container runtime, or into every node of a laptop cluster.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sonde image load --kind dev",
            "  sonde image load --containerd /run/containerd/containerd.sock",
            "  sonde image load --cluster"
        })
final class LoadCommand implements Runner {
    @ArgGroup(exclusive = true, multiplicity = "1")
    Destination destination = new Destination();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Option(names = "--quiet", description = "Says nothing but errors.")
    boolean quiet;

    @Option(names = "--verbose", description = "Says more, with the technical cause of errors.")
    boolean verbose;

    @Override
    public int run(Terminal terminal) throws InterruptedException {
        Path script = Path.of(System.getProperty("sonde.root", ".")).resolve("e2e/cluster/cluster.py");
        List<String> command = destination.command(AgentArchive.find(), script);
        String words = said(command);
        checkThatItIsThere(String.join(" ", command));
        if (!quiet) {
            terminal.err().println("Loaded by: " + String.join(" ", command));
            if (verbose) {
                terminal.err().print(words);
            }
        }
        return 0;
    }

    private void checkThatItIsThere(String line) throws InterruptedException {
        List<String> listing = destination.listing();
        String image = InjectionOptions.localImage(Version.CURRENT);
        if (!listing.isEmpty() && !said(listing).contains(image)) {
            throw new SondeException(
                    "SD-5053",
                    "The image was not loaded",
                    listing.getFirst() + " said that it was, but does not have " + image + ".",
                    "Run it with its log (--alsologtostderr), and mend what that says: " + line);
        }
    }

    /** What the tool said, once it is done. */
    private static String said(List<String> command) throws InterruptedException {
        String line = String.join(" ", command);
        Process tool;
        try {
            tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new SondeException(
                    "SD-5052",
                    "The image can't be loaded from here",
                    command.getFirst() + " is not installed, or not on the path.",
                    "Where it is, run: " + line + " (with the file of `sonde image save`).",
                    e);
        }
        try {
            tool.getOutputStream().close();
            String words = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = tool.waitFor();
            if (status != 0) {
                throw new SondeException(
                        "SD-5053",
                        "The image was not loaded",
                        words.isBlank()
                                ? command.getFirst() + " ended with status " + status + "."
                                : words.strip().lines().toList().getLast(),
                        "See what it says, mend that, and run again: " + line);
            }
            return words;
        } catch (IOException e) {
            throw new SondeException(
                    "SD-5053", "The image was not loaded", e.toString(), "Run it yourself: " + line, e);
        }
    }
}

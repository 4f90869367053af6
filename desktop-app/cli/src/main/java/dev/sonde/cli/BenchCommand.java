package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code sonde bench}: runs a benchmark of the checkout. */
@Command(
        name = "bench",
        header = "Runs a benchmark and prints its figures; without a name it lists them.",
        description = "What follows the name is passed on to the benchmark.",
        footerHeading = "%nExamples:%n",
        footer = {"  sonde bench", "  sonde bench agent-cost"})
final class BenchCommand implements Runner {
    @Mixin
    Common common = new Common();

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which benchmark.")
    @Nullable
    String name;

    @Unmatched
    List<String> passedOn = new ArrayList<>();

    @Override
    public int run(Terminal terminal) throws Exception {
        SortedMap<String, Path> benchmarks = benchmarks();
        String chosen = name;
        if (chosen == null) {
            benchmarks.keySet().forEach(terminal.out()::println);
            return ExitStatus.DONE;
        }
        Path script = benchmarks.get(chosen);
        if (script == null) {
            throw new SondeException(
                    "SD-3110",
                    "There is no benchmark " + chosen,
                    "",
                    "There are: " + String.join(", ", benchmarks.keySet()) + ".");
        }
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(passedOn);
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private static SortedMap<String, Path> benchmarks() throws IOException {
        Path folder = Path.of(System.getProperty("sonde.root", ".")).resolve("bench");
        TreeMap<String, Path> found = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(f -> Files.isRegularFile(f) && Files.isExecutable(f))
                        .forEach(f -> found.put(
                                f.getFileName().toString().replaceFirst("\\.[a-z]+$", ""), f.toAbsolutePath()));
            }
        }
        if (found.isEmpty()) {
            throw new SondeException(
                    "SD-5010",
                    "There are no benchmarks here",
                    "They are part of the source, in bench/.",
                    "Run ./sonde from a checkout.");
        }
        return found;
    }
}

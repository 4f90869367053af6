package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code sonde cluster}: the real Kubernetes of the tests, run by {@code e2e/cluster/cluster.py}. */
@Command(
        name = "cluster",
        header = "Starts and ends a real Kubernetes of one to three nodes on this machine, for tests and trials.",
        description = {
            "Its programs are built from their sources once a machine, which takes Go and some minutes.",
            "ACTION is up, down, status, or another that `sonde cluster list --help` names."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sonde cluster up --nodes 2    prints the path of its kubeconfig",
            "  sonde cluster status",
            "  sonde cluster down"
        })
final class ClusterCommand implements Runner {
    private static final String PYTHON = "/usr/bin/python3";

    @Mixin
    Common common = new Common();

    @Parameters(index = "0", paramLabel = "ACTION", description = "What shall be done.")
    String action = "";

    @Unmatched
    List<String> passedOn = new ArrayList<>();

    @Override
    public int run(Terminal terminal) throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON, "-B", script().toString(), action));
        command.addAll(passedOn);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** The program that knows clusters. */
    static Path script() {
        Path script = Path.of(System.getProperty("sonde.root", ".")).resolve("e2e/cluster/cluster.py");
        if (!Files.exists(script)) {
            throw new SondeException(
                    "SD-5041",
                    "The cluster of the tests is not here",
                    "It is part of the source, in e2e/cluster.",
                    "Run `./sonde cluster` from a checkout.");
        }
        return script;
    }
}

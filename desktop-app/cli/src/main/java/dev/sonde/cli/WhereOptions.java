package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Where;
import dev.sonde.core.source.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** WHERE: what is watched. */
final class WhereOptions {
    @Option(names = "--local", description = "This machine; so is nothing at all.")
    boolean local;

    @Option(
            names = "--pcap",
            paramLabel = "FILE",
            description = "A packet capture: pcap or pcapng, plain, gzip or zstd; - is standard input.")
    @Nullable
    Path pcap;

    @Option(
            names = "--keylog",
            paramLabel = "FILE",
            description = "Keys of the capture's TLS. They can't be used yet: what is encrypted is listed as such.")
    @Nullable
    Path keyLog;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--process", paramLabel = "NAME", description = "Only programs of this name. Can be repeated.")
    List<String> processes = new ArrayList<>();

    @Option(names = "--pid", paramLabel = "N", description = "Only this process. Can be repeated.")
    List<Integer> pids = new ArrayList<>();

    @Option(names = "--port", paramLabel = "N", description = "Only connections with this port. Can be repeated.")
    List<Integer> ports = new ArrayList<>();

    @Option(names = "--container", paramLabel = "ID", description = "Only this container. Can be repeated.")
    List<String> containers = new ArrayList<>();

    @Option(names = "--yes", description = "Doesn't ask before something is injected.")
    boolean yes;

    /**
     * The place these options name.
     *
     * @throws SondeException SD-3xxx if they contradict each other
     */
    Where where() {
        Scope scope = new Scope(processes, pids, ports, containers);
        for (int port : ports) {
            if (port < 1 || port > 65535) {
                throw new SondeException("SD-3101", "There is no port " + port, "", "Name one from 1 to 65535.");
            }
        }
        for (int pid : pids) {
            if (pid < 1) {
                throw new SondeException("SD-3127", "There is no process " + pid, "", "Name the number of one.");
            }
        }
        if (keyLog != null && pcap == null) {
            throw new SondeException("SD-3125", "A key log is one of a capture", "", "Name the capture with --pcap.");
        }
        if (cluster.isNamed()) {
            return inCluster(scope);
        }
        Path file = pcap;
        if (file == null) {
            return new Where.Local(scope);
        }
        if (local || !scope.isAll()) {
            throw new SondeException(
                    "SD-3102",
                    "A capture can't be narrowed while it is read",
                    "--local, --process, --pid, --port and --container are for live sources.",
                    "Leave them out, and filter the recording with: sonde query --filter.");
        }
        return new Where.Capture(file.toString().equals("-") ? Path.of("/dev/stdin") : file);
    }

    /** Says what was asked for and can't be done, and with which status a command ends then that would end with this one. */
    int refused(int status, Terminal terminal) {
        if (keyLog == null) {
            return status;
        }
        terminal.err()
                .println(new SondeException(
                                "SD-3126",
                                "What is encrypted was not read",
                                "Sonde can't use key logs yet.",
                                "See such connections with: sonde query FILE connections.")
                        .oneLine());
        return status == ExitStatus.DONE ? ExitStatus.LOST : status;
    }

    private Where inCluster(Scope scope) {
        boolean byProcess = !processes.isEmpty() || !pids.isEmpty() || !containers.isEmpty();
        if (local || pcap != null || byProcess) {
            throw new SondeException(
                    "SD-3120",
                    "A cluster is narrowed by its own names",
                    "--local, --pcap, --process, --pid and --container are for this machine.",
                    "Use --namespace, --workload, --pod, --node and --port.");
        }
        return new Where.InCluster(cluster.request(scope.ports()));
    }
}

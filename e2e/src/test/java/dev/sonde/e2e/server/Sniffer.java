package dev.sonde.e2e.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** tcpdump or dumpcap, writing what passes some ports to a file. */
public final class Sniffer implements AutoCloseable {
    private final Process process;
    private final Path file;

    private Sniffer(Process process, Path file) {
        this.process = process;
        this.file = file;
    }

    /** Starts tcpdump with these options; returns when it listens. */
    public static Sniffer tcpdump(Path file, String filter, String... options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("tcpdump", "-U", "-B", "16384", "-Z", "root", "-w", file.toString()));
        command.addAll(List.of(options));
        command.add(filter);
        return start(command, file, "listening on");
    }

    /** Starts dumpcap, which writes pcapng, at several interfaces; returns when it listens. */
    public static Sniffer dumpcap(Path file, String filter, String... interfaces)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("dumpcap", "-q", "-w", file.toString()));
        for (String each : interfaces) {
            command.addAll(List.of("-i", each, "-f", filter));
        }
        return start(command, file, "File:");
    }

    private static Sniffer start(List<String> command, Path file, String listening)
            throws IOException, InterruptedException {
        Path log = Path.of(file + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!Files.readString(log).contains(listening)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + ": " + Files.readString(log));
            }
            Thread.sleep(20);
        }
        return new Sniffer(process, file);
    }

    /** The capture. */
    public Path file() {
        return file;
    }

    /** Ends the capture, which then is whole. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no end of " + file);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package dev.sonde.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code sonde} command as a user's shell would run it, in a process of its own. */
public final class Sonde {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String agentHome;
    private final String classPath;

    /** Uses a folder for files that commands write. */
    public Sonde(Path folder) {
        this(folder, System.getProperty("sonde.agent.home"));
    }

    /** The same with something in the agent's place. */
    public Sonde(Path folder, String agentHome) {
        this(folder, agentHome, System.getProperty("java.class.path"));
    }

    /** The same from copies of the classes. */
    Sonde(Path folder, String agentHome, String classPath) {
        this.folder = folder;
        this.agentHome = agentHome;
        this.classPath = classPath;
    }

    /**
     * How a command ended.
     *
     * @param status its exit status
     * @param out its standard output
     * @param err its standard error
     */
    public record Outcome(int status, String out, String err) {}

    /** Runs a command to its end. */
    public Outcome run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "No end of sonde " + String.join(" ", arguments) + "\n" + Files.readString(err));
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The rows of a table of a recording. */
    public List<JsonNode> query(Path recording, String table, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("query", recording.toString(), table, "--format", "jsonl"));
        all.addAll(Arrays.asList(arguments));
        Outcome outcome = run(all.toArray(String[]::new));
        if (outcome.status() != 0 && outcome.status() != 3) {
            throw new IllegalStateException(
                    "sonde " + String.join(" ", all) + " ended with " + outcome.status() + ": " + outcome.err());
        }
        List<JsonNode> rows = new ArrayList<>();
        for (String line : outcome.out().lines().toList()) {
            if (!line.isBlank()) {
                rows.add(JSON.readTree(line));
            }
        }
        return rows;
    }

    /** The calls of all rows of a table. */
    public static long calls(List<JsonNode> rows) {
        return rows.stream().mapToLong(row -> row.get("calls").asLong()).sum();
    }

    /** Begins to record this machine; returns when everything is attached. */
    public Recording record(String... arguments) throws IOException, InterruptedException {
        return recordTo(folder.resolve("recording-" + System.nanoTime() + ".sonde"), arguments);
    }

    /** The same to a file of a chosen name. */
    public Recording recordTo(Path file, String... arguments) throws IOException, InterruptedException {
        Path ready = folder.resolve("ready-" + System.nanoTime());
        Path err = Files.createTempFile(folder, "record", ".err");
        List<String> all =
                new ArrayList<>(List.of("record", "-o", file.toString(), "--ready-file", ready.toString(), "--yes"));
        all.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command(all.toArray(String[]::new)))
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!Files.exists(ready)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                process.destroyForcibly();
                throw new IllegalStateException("sonde record is not ready: " + Files.readString(err));
            }
            Thread.sleep(20);
        }
        return new Recording(process, file, err);
    }

    /** A recording that is being made. */
    public static final class Recording implements AutoCloseable {
        private final Process process;
        private final Path file;
        private final Path err;

        private Recording(Process process, Path file, Path err) {
            this.process = process;
            this.file = file;
            this.err = err;
        }

        /** The process that records. */
        public Process process() {
            return process;
        }

        /** What it has said beside, so far. */
        public String said() throws IOException {
            return Files.readString(err);
        }

        /** The file it writes. */
        public Path file() {
            return file;
        }

        /** Waits until what was done last has surely been seen, ends the recording, and returns its file. */
        public Path stop() throws IOException, InterruptedException {
            Thread.sleep(1500);
            // Not Process.destroy, which closes what the command still writes to.
            process.toHandle().destroy();
            Outcome outcome = await();
            if (!outcome.out().strip().endsWith(file.toString())) {
                throw new IllegalStateException(
                        "sonde record printed no path but: " + outcome.out() + "\n" + outcome.err());
            }
            return file;
        }

        /** Presses Ctrl+C, as a terminal does, and waits for the end. */
        public Outcome interrupt() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            return await();
        }

        /** Waits for the end. */
        public Outcome await() throws IOException, InterruptedException {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("sonde record does not end: " + Files.readString(err));
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.exitValue(), out, Files.readString(err));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /**
     * The command line that runs the build under test, with signals as a terminal has them: what a script starts in the background
     * ignores SIGINT, and so would all that the tests start.
     */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT,QUIT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dsonde.agent.home=" + agentHome,
                "-Dsonde.root=" + System.getProperty("sonde.root"),
                "-Dsonde.sample=" + System.getProperty("sonde.root") + "/samples/sample.sonde",
                "-Dsonde.shop=" + System.getProperty("sonde.root") + "/e2e/shop",
                "-cp",
                classPath,
                "dev.sonde.cli.Main"));
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}

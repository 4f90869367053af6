package dev.sonde.e2e.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A runtime's own HTTP server with an answer in every form ({@code e2e/servers}), which writes down what it answered. */
public final class AnswerServer implements AutoCloseable {
    private static final Path SOURCES = Path.of(System.getProperty("sonde.root"), "e2e", "servers");

    private final ServerProcess server;
    private final Path log;
    private final int port;

    private AnswerServer(ServerProcess server, Path log, int port) {
        this.server = server;
        this.log = log;
        this.port = port;
    }

    /** Starts Node's. */
    public static AnswerServer node(Path folder) throws IOException, InterruptedException {
        return start(
                folder, "node", List.of("node", SOURCES.resolve("answers.js").toString()));
    }

    /** Starts Python's. */
    public static AnswerServer python(Path folder) throws IOException, InterruptedException {
        return start(
                folder,
                "python",
                List.of("/usr/bin/python3", "-B", SOURCES.resolve("answers.py").toString()));
    }

    /** Builds Go's with a compiler and starts it. */
    public static AnswerServer go(Path folder, Path compiler) throws IOException, InterruptedException {
        Path program = folder.resolve("answers");
        Process build = new ProcessBuilder(
                        compiler.toString(),
                        "build",
                        "-o",
                        program.toString(),
                        SOURCES.resolve("answers.go").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("go-build.log").toFile())
                .start();
        if (!build.waitFor(180, TimeUnit.SECONDS) || build.exitValue() != 0) {
            build.destroyForcibly();
            throw new IllegalStateException("No Go server: " + Files.readString(folder.resolve("go-build.log")));
        }
        return start(folder, "go", List.of(program.toString()));
    }

    private static AnswerServer start(Path folder, String name, List<String> command)
            throws IOException, InterruptedException {
        int port = Ports.free();
        List<String> all = new ArrayList<>(command);
        all.add(String.valueOf(port));
        ServerProcess server = ServerProcess.start(folder, name, all);
        Ports.awaitListener(port, server.process(), Duration.ofSeconds(20));
        return new AnswerServer(server, folder.resolve(name + ".log"), port);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** What it has answered so far: method, path and status of each. */
    public List<String> answered() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.matches("[A-Z]+ /\\S* (\\d{3}|none)"))
                .toList();
    }

    /**
     * Asks a server in every form, or in those that are named ({@code ask.py}), and waits for the answers.
     *
     * @return what was asked and told: method, path and status of each
     */
    public static List<String> ask(Path folder, int port, String... forms) throws IOException, InterruptedException {
        return ask(folder, "ask.py", port, forms);
    }

    /** Asks any server as no well-behaved client does ({@code odd.py}); endpoint and status of each. */
    public static List<String> askOddly(Path folder, int port, String... forms)
            throws IOException, InterruptedException {
        return ask(folder, "odd.py", port, forms);
    }

    private static List<String> ask(Path folder, String by, int port, String... forms)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/python3", "-B", SOURCES.resolve(by).toString(), String.valueOf(port)));
        command.addAll(List.of(forms));
        Path out = Files.createTempFile(folder, "asked", ".txt");
        Path err = Files.createTempFile(folder, "asked", ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || Files.size(err) > 0) {
            process.destroyForcibly();
            throw new IllegalStateException("Asking port " + port + " failed: " + Files.readString(err));
        }
        return Files.readAllLines(out);
    }

    @Override
    public void close() {
        server.close();
    }
}

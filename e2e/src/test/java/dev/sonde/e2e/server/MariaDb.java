package dev.sonde.e2e.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real MariaDB with its general log on, and users that come in by TCP. */
public final class MariaDb implements AutoCloseable {
    private static final Pattern LOG_LINE =
            Pattern.compile("^(?:\\d{6} [ \\d]\\d:\\d\\d:\\d\\d)?\\t+\\s*(\\d+) ([A-Z][a-z]+(?: [a-zA-Z]+)?)\\t(.*)$");

    private final ServerProcess server;
    private final int port;
    private final Path generalLog;

    private MariaDb(ServerProcess server, int port, Path generalLog) {
        this.server = server;
        this.port = port;
        this.generalLog = generalLog;
    }

    /**
     * One line of the general log.
     *
     * @param thread the connection's number
     * @param command for example {@code Query}
     * @param argument for example the statement's text
     */
    public record Entry(long thread, String command, String argument) {}

    /**
     * Starts one on a free port of the loopback address with a user {@code shop}, password {@code shop}.
     *
     * @param options more of the server's
     */
    public static MariaDb start(Path folder, String... options) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        run(
                folder,
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--user=root",
                        "--datadir=" + data));
        int port = Ports.free();
        Path generalLog = folder.resolve("general.log");
        List<String> command = new ArrayList<>(List.of(
                "mariadbd",
                "--no-defaults",
                "--user=root",
                "--datadir=" + data,
                "--socket=" + folder.resolve("s"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--innodb-buffer-pool-size=32M",
                "--general-log=1",
                "--general-log-file=" + generalLog));
        command.addAll(List.of(options));
        ServerProcess server = ServerProcess.start(folder, "mariadbd", command);
        Ports.awaitListener(port, server.process(), Duration.ofSeconds(60));
        MariaDb database = new MariaDb(server, port, generalLog);
        database.admin(
                folder,
                "CREATE DATABASE shop; CREATE USER shop@'%' IDENTIFIED BY 'shop';"
                        + " CREATE USER shop@localhost IDENTIFIED BY 'shop'; GRANT ALL ON *.* TO shop@'%', shop@localhost;");
        return database;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** What its general log says from an earlier {@link #logBytes()} on. */
    public List<Entry> logSince(long bytes) throws IOException {
        byte[] all = Files.readAllBytes(generalLog);
        // Statements are there in the characters of their connections.
        String text = new String(all, (int) bytes, all.length - (int) bytes, StandardCharsets.UTF_8);
        List<Entry> entries = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LOG_LINE.matcher(line);
            if (matcher.matches()) {
                entries.add(new Entry(Long.parseLong(matcher.group(1)), matcher.group(2), matcher.group(3)));
            } else if (!entries.isEmpty() && !line.isEmpty()) {
                Entry last = entries.removeLast();
                entries.add(new Entry(last.thread(), last.command(), last.argument() + "\n" + line));
            }
        }
        return entries;
    }

    /** How long its general log is now. */
    public long logBytes() throws IOException {
        return Files.size(generalLog);
    }

    @Override
    public void close() {
        server.close();
    }

    private void admin(Path folder, String sql) throws IOException, InterruptedException {
        run(folder, List.of("mariadb", "--no-defaults", "-uroot", "--socket=" + folder.resolve("s"), "-e", sql));
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("setup.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command.getFirst() + " failed:\n" + Files.readString(log));
        }
    }
}

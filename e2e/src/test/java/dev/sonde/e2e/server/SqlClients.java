package dev.sonde.e2e.server;

import dev.sonde.e2e.load.SqlForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Clients of MySQL's protocol, each of which sends what it sends in all of its forms ({@code e2e/clients}). */
public final class SqlClients {
    private static final Path SOURCES = Path.of(System.getProperty("sonde.root"), "e2e", "clients");

    private final Path folder;
    private final String port;
    private final Map<String, Client> all = new LinkedHashMap<>();

    /** One client. */
    public interface Client {
        /** Has it send everything, and waits for the end. */
        void run() throws Exception;
    }

    /** Prepares the clients of a server that listens here; those that need a compiler or npm are there where these are. */
    public SqlClients(Path folder, int port) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = String.valueOf(port);
        all.put("connector-j", () -> SqlForms.run("mysql", port));
        all.put("mariadb-java", () -> SqlForms.run("mariadb", port));
        python("pymysql", "pymysql_forms.py");
        python("libmariadb", "libmariadb_forms.py");
        for (String way : List.of("plain", "compressed", "tls")) {
            python(
                    "mysqlclient-" + way,
                    "mysqlclient_forms.py",
                    way,
                    folder.resolve("loaded").toString());
        }
        command("cli", "--skip-ssl", "--local-infile", "--force");
        command("cli-compressed", "--skip-ssl", "--compress");
        command("cli-tls", "--ssl");
        go();
        node();
    }

    /** By their names, in the order in which they run. */
    public Map<String, Client> all() {
        return all;
    }

    private void python(String name, String source, String... more) {
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/python3", "-B", SOURCES.resolve(source).toString(), port));
        command.addAll(List.of(more));
        all.put(name, () -> run(name, command, folder));
    }

    private void command(String name, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.tsv"), "1\ta\n2\tb\n3\tc\n");
        List<String> command = new ArrayList<>(List.of(
                "mariadb",
                "--no-defaults",
                "-h127.0.0.1",
                "-P" + port,
                "-ushop",
                "-pshop",
                "shop",
                "-e",
                "SHOW TABLES; SELECT * FROM item WHERE id < 5; UPDATE item SET name = name; SELECT REPEAT('a', 900); CALL two_results(3);"
                        + "SELECT 'ünï', \"double\" -- comment\n; LOAD DATA LOCAL INFILE '" + file
                        + "' INTO TABLE sale;"
                        + "SELECT COUNT(*) FROM item WHERE id < 7"));
        command.addAll(List.of(options));
        all.put(name, () -> run(name, command, folder));
    }

    private void go() throws IOException, InterruptedException {
        Path compiler = Stream.of("/usr/local/go/bin/go", "/usr/lib/go-1.26/bin/go")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (compiler != null) {
            Path program = folder.resolve("gosql");
            run(
                    "go-build",
                    List.of(compiler.toString(), "build", "-o", program.toString(), "."),
                    SOURCES.resolve("gosql"));
            all.put("go", () -> run("go", List.of(program.toString(), port), folder));
        }
    }

    private void node() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/npm"))) {
            return;
        }
        Path home = Files.createDirectories(folder.resolve("nodesql"));
        for (String file : List.of("package.json", "package-lock.json", "main.mjs")) {
            Files.copy(SOURCES.resolve("nodesql").resolve(file), home.resolve(file));
        }
        run("npm", List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"), home);
        all.put("mysql2", () -> run("mysql2", List.of("node", "main.mjs", port), home));
    }

    private void run(String name, List<String> command, Path where) throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".out");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " failed: " + Files.readString(log));
        }
    }
}

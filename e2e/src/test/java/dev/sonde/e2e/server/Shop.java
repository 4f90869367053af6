package dev.sonde.e2e.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The demo's shop with books that tell the truth of it. */
public final class Shop implements AutoCloseable {
    private final Process process;
    private final Writer orders;
    private final BufferedReader words;
    private final Path books;
    private final Map<String, Integer> ports = new HashMap<>();

    private Shop(Process process, Path books) {
        this.process = process;
        this.books = books;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.words = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it, without visitors yet. */
    public static Shop start(Path folder) throws IOException {
        Path root = Path.of(System.getProperty("sonde.root"));
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        entry.contains("sonde-shop") || entry.contains("e2e/shop") || entry.contains("mariadb"))
                .collect(Collectors.joining(File.pathSeparator));
        Path books = folder.resolve("books");
        Shop shop = new Shop(
                new ProcessBuilder(List.of(
                                "/usr/bin/python3",
                                root.resolve("e2e/shop/run.py").toString(),
                                System.getProperty("java.home"),
                                classPath,
                                "--books",
                                books.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                books);
        String ready = shop.words.readLine();
        if (ready == null || !ready.startsWith("READY ")) {
            throw new IllegalStateException("The shop does not open: " + ready);
        }
        for (String word : ready.substring("READY ".length()).split(" ", -1)) {
            String[] parts = word.split("=", -1);
            shop.ports.put(parts[0], Integer.valueOf(parts[1]));
        }
        return shop;
    }

    /** The ports of its services, as options of {@code sonde record}. */
    public String[] portOptions() {
        return ports.values().stream()
                .flatMap(port -> List.of("--port", String.valueOf(port)).stream())
                .toArray(String[]::new);
    }

    /** Gives an order as run.py understands it, and waits until it was followed. */
    public void order(String what) throws IOException {
        orders.write(what + "\n");
        orders.flush();
        String said = words.readLine();
        if (!("DONE " + what).equals(said)) {
            throw new IllegalStateException("The shop says " + said);
        }
    }

    /** Calls by endpoint and status, as the visitors counted them; once they were dismissed. */
    public Map<String, Long> books() throws IOException {
        Map<String, Long> calls = new TreeMap<>();
        for (String line : Files.readAllLines(books)) {
            String[] parts = line.split("\t", -1);
            calls.put(parts[0] + " " + parts[1], Long.valueOf(parts[2]));
        }
        return calls;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

package dev.sonde.cli.demo;

import dev.sonde.core.error.SondeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The shop's processes, run by {@code e2e/shop/run.py}. They end with this process, however it ends: the runner's input is a
 * pipe that the kernel closes. Orders may come from any thread, one after the other.
 */
public final class Shop implements AutoCloseable {
    /** System property that names the folder of the shop. */
    public static final String HOME_PROPERTY = "sonde.shop";

    private static final String PYTHON = "/usr/bin/python3";
    private static final long CLOSE_SECONDS = 20;

    private final Process runner;
    private final Writer orders;
    private final BufferedReader words;
    private final List<Integer> ports = new ArrayList<>();

    private Shop(Process runner) {
        this.runner = runner;
        this.orders = runner.outputWriter(StandardCharsets.UTF_8);
        this.words = runner.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts the shop and waits until it serves.
     *
     * @throws SondeException SD-5012 if it is not on this machine, SD-5013 if it can't open
     */
    public static Shop open() {
        Path home = Path.of(System.getProperty(HOME_PROPERTY, ""));
        List<String> command =
                List.of(PYTHON, home.resolve("run.py").toString(), System.getProperty("java.home"), classPath(home));
        try {
            Shop shop = new Shop(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            shop.await();
            return shop;
        } catch (IOException e) {
            throw new SondeException(
                    "SD-5013",
                    "The demo shop can't open",
                    String.valueOf(e.getMessage()),
                    "Install Python 3 and run this again.",
                    e);
        }
    }

    private static String classPath(Path home) {
        try (Stream<Path> built = Files.list(home.resolve("target"));
                Stream<Path> libraries = Files.list(home.resolve("target/lib"))) {
            return String.join(
                    ":",
                    Stream.concat(built, libraries)
                            .map(Path::toString)
                            .filter(name -> name.endsWith(".jar"))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new SondeException(
                    "SD-5012",
                    "The demo shop is not here",
                    "It is part of the source, in e2e/shop, and built with it.",
                    "Run `./sonde demo` from a checkout.",
                    e);
        }
    }

    private void await() throws IOException {
        String said = next();
        if (!said.startsWith("READY ")) {
            close();
            throw new SondeException(
                    "SD-5013",
                    "The demo shop can't open",
                    said.replaceFirst("^FAILED ", ""),
                    "Mend that and run this again; it takes nginx, MariaDB, Node.js and Python 3 with PyMySQL.");
        }
        for (String word : said.substring("READY ".length()).split(" ", -1)) {
            ports.add(Integer.valueOf(word.substring(word.indexOf('=') + 1)));
        }
    }

    private String next() throws IOException {
        String line = words.readLine();
        return line == null ? "it ended without a word" : line;
    }

    /** The ports of its services. */
    public List<Integer> ports() {
        return List.copyOf(ports);
    }

    /**
     * Lets its visitors in.
     *
     * @throws SondeException SD-5014 if that failed
     */
    public void admit() {
        order("admit");
    }

    /**
     * Plants a fault.
     *
     * @throws SondeException SD-5014 if that failed
     */
    public void plant(Fault fault) {
        order("plant " + fault.label());
    }

    /**
     * Mends a fault.
     *
     * @throws SondeException SD-5014 if that failed
     */
    public void mend(Fault fault) {
        order("mend " + fault.label());
    }

    private synchronized void order(String what) {
        try {
            orders.write(what + "\n");
            orders.flush();
            String said = next();
            if (!said.startsWith("DONE ")) {
                throw new SondeException("SD-5014", "The demo shop refused: " + what, said, "Start the demo again.");
            }
        } catch (IOException e) {
            throw new SondeException(
                    "SD-5014", "The demo shop refused: " + what, "It has ended.", "Start the demo again.", e);
        }
    }

    /** Ends all of it and waits until it is gone. */
    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException e) {
            // The runner has ended already, which is what this is for.
            runner.destroy();
        }
        try {
            if (!runner.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                runner.destroyForcibly();
            }
        } catch (InterruptedException e) {
            runner.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

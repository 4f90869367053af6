package dev.sonde.cli.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The terminal in the mode in which each key arrives at once, by {@code stty}, which every system with a terminal has; ten
 * lines do for two keys and a line of text what a terminal library would. Closing restores the mode it had.
 */
final class RawTerminal implements AutoCloseable {
    private static final Path TTY = Path.of("/dev/tty");

    private final String before;
    private final BlockingQueue<Integer> keys = new LinkedBlockingQueue<>();

    private RawTerminal(String before) {
        this.before = before;
    }

    static RawTerminal open() throws IOException {
        RawTerminal terminal = new RawTerminal(stty("-g"));
        stty("-icanon", "-echo", "min", "1");
        Thread.ofPlatform().name("sonde-keys").daemon().start(terminal::readKeys);
        return terminal;
    }

    BlockingQueue<Integer> keys() {
        return keys;
    }

    /** Rows and columns now. */
    int[] size() throws IOException {
        String[] parts = stty("size").split(" ", -1);
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    private void readKeys() {
        try (BufferedReader in = Files.newBufferedReader(TTY)) {
            for (int key = in.read(); key >= 0; key = in.read()) {
                keys.add(key);
            }
        } catch (IOException e) {
            // Without keys there is still Ctrl+C.
            keys.add(-1);
        }
    }

    private static String stty(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "stty";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(TTY.toFile()))
                .redirectError(Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = out.readLine();
            if (process.waitFor() != 0) {
                throw new IOException("stty ended with " + process.exitValue());
            }
            return line == null ? "" : line.strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        stty(before);
    }
}

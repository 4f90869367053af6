package dev.sonde.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a program of the build. */
final class Run {
    private Run() {}

    /**
     * Runs a program to its end.
     *
     * @return what it printed
     * @throws IOException if it fails, with what it printed
     */
    static String output(List<String> command) throws IOException, InterruptedException {
        return output(command, Path.of(""));
    }

    /** The same in a directory. */
    static String output(List<String> command, Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status + ": " + output);
        }
        return output;
    }
}

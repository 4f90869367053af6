package dev.sonde.core.library;

import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The file manager of the desktop. */
public final class FileManager {
    private static final long LONGEST_SECONDS = 5;

    private FileManager() {}

    /**
     * Shows a file in its folder. Takes a moment: belongs on a thread of the background.
     *
     * @throws SondeException SD-2035 if there is no file manager that can be asked
     */
    public static void reveal(Path file) throws InterruptedException {
        Path there = file.toAbsolutePath();
        Path folder = there.getParent() == null ? there : there.getParent();
        // The first selects the file, the second opens its folder at least; the others are of other systems.
        List<List<String>> ways = List.of(
                List.of(
                        "dbus-send",
                        "--session",
                        "--print-reply",
                        "--dest=org.freedesktop.FileManager1",
                        "/org/freedesktop/FileManager1",
                        "org.freedesktop.FileManager1.ShowItems",
                        "array:string:" + there.toUri(),
                        "string:"),
                List.of("xdg-open", folder.toString()),
                List.of("open", "-R", there.toString()),
                List.of("explorer.exe", "/select," + there));
        for (List<String> way : ways) {
            if (works(way)) {
                return;
            }
        }
        throw new SondeException(
                "SD-2035",
                "No file manager answers",
                "Neither the desktop nor xdg-open can show a folder here.",
                "The recording is " + there + ".");
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            // A file manager that runs in the foreground has come.
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

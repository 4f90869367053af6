package dev.sonde.core.recorder;

import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Where recordings go when the user doesn't say: the user's data directory, by the custom of the system. */
public final class RecordingFiles {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RecordingFiles() {}

    /** The directory of recordings, for these environment variables and this home directory. */
    static Path directory(Map<String, String> environment, Path home, String system) {
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base;
        if (!data.isEmpty() && Path.of(data).isAbsolute()) {
            base = Path.of(data);
        } else if (system.startsWith("Mac")) {
            base = home.resolve("Library/Application Support");
        } else if (system.startsWith("Windows")) {
            base = Path.of(environment.getOrDefault(
                    "LOCALAPPDATA", home.resolve("AppData/Local").toString()));
        } else {
            base = home.resolve(".local/share");
        }
        return base.resolve("sonde").resolve("recordings");
    }

    /** The directory of this user's recordings, which need not exist yet. */
    public static Path directory() {
        // Java asks the list of users; where the environment names another home, that is the one that is meant.
        String home = System.getenv().getOrDefault("HOME", "");
        Path known = Path.of(home.startsWith("/") ? home : System.getProperty("user.home"));
        return directory(System.getenv(), known, System.getProperty("os.name"));
    }

    /**
     * Names a new recording of this user, and makes its directory.
     *
     * @param of what is recorded, for example {@code local}
     * @throws SondeException if the directory can't be made
     */
    public static Path newFile(String of) {
        Path directory = directory();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new SondeException(
                    "SD-2014",
                    "The directory of recordings " + directory + " can't be made",
                    String.valueOf(e.getMessage()),
                    "Set XDG_DATA_HOME to a directory that can be written, or name a file with -o.",
                    e);
        }
        String name = NAME.format(Instant.now()) + "-" + of;
        Path file = directory.resolve(name + ".sonde");
        for (int i = 2; Files.exists(file); i++) {
            file = directory.resolve(name + "-" + i + ".sonde");
        }
        return file;
    }
}

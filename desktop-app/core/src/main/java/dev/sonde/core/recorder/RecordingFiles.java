package dev.sonde.core.recorder;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.settings.SettingsFile;
import dev.sonde.core.settings.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Where recordings go when the command doesn't say: the folder that is set, or the user's data directory. */
public final class RecordingFiles {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String NAME_OF_FOLDER = "recordings";

    private RecordingFiles() {}

    /** The directory of recordings, for these environment variables and this home directory. */
    static Path directory(Map<String, String> environment, Path home, String system) {
        return UserFolders.of(environment, home, system).data().resolve(NAME_OF_FOLDER);
    }

    /** The directory of this user's recordings, by the settings or else by custom; it need not exist yet. */
    public static Path directory() {
        return SettingsFile.ofUser()
                .read()
                .settings()
                .recordings()
                .orElseGet(() -> UserFolders.ofUser().data().resolve(NAME_OF_FOLDER));
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
                    "Choose another folder in the settings, or name a file with -o.",
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

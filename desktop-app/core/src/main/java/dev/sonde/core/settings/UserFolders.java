package dev.sonde.core.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Sonde keeps what belongs to this user, by the custom of the system. None of the folders need exist yet.
 *
 * @param settings what the user writes: settings and a style sheet
 * @param state what the window remembers by itself
 * @param data what was recorded
 */
public record UserFolders(Path settings, Path state, Path data) {
    private static final String NAME = "sonde";

    /** The folders of this user. */
    public static UserFolders ofUser() {
        return of(System.getenv(), home(), System.getProperty("os.name"));
    }

    /** Where this user is at home. Java asks the list of users; where the environment names another, that is the one that is meant. */
    public static Path home() {
        String named = System.getenv().getOrDefault("HOME", "");
        return Path.of(named.startsWith("/") ? named : System.getProperty("user.home"));
    }

    /** All in one folder. */
    public static UserFolders in(Path folder) {
        return new UserFolders(folder.resolve("settings"), folder.resolve("state"), folder.resolve("data"));
    }

    /** The folders for these environment variables, this home directory and this system. */
    public static UserFolders of(Map<String, String> environment, Path home, String system) {
        Path settings;
        Path state;
        Path data;
        if (system.startsWith("Mac")) {
            settings = home.resolve("Library/Application Support");
            state = settings;
            data = settings;
        } else if (system.startsWith("Windows")) {
            settings = named(environment, "APPDATA", home.resolve("AppData/Roaming"));
            data = named(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
            state = data;
        } else {
            settings = home.resolve(".config");
            state = home.resolve(".local/state");
            data = home.resolve(".local/share");
        }
        return new UserFolders(
                absolute(environment, "XDG_CONFIG_HOME", settings).resolve(NAME),
                absolute(environment, "XDG_STATE_HOME", state).resolve(NAME),
                absolute(environment, "XDG_DATA_HOME", data).resolve(NAME));
    }

    private static Path named(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? otherwise : Path.of(value);
    }

    /** The convention says of these variables that a relative path is to be ignored. */
    private static Path absolute(Map<String, String> environment, String variable, Path otherwise) {
        Path value = named(environment, variable, otherwise);
        return value.isAbsolute() ? value : otherwise;
    }
}

package dev.sonde.ui.settings;

import dev.sonde.core.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import javafx.application.Platform;

/**
 * Looks whether a hand has changed the settings or the style sheet. It asks the disk, which every file system answers, where
 * events come from some only. Runs on the thread of a clock.
 */
public final class SettingsWatch implements Runnable {
    private final SettingsFile file;
    private final Appearance appearance;
    private List<Object> seen;

    /** Begins with the files as they are. */
    public SettingsWatch(SettingsFile file, Appearance appearance) {
        this.file = file;
        this.appearance = appearance;
        seen = marks();
    }

    @Override
    public void run() {
        List<Object> now = marks();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        SettingsFile.Read read = file.read();
        OwnSheet sheet = OwnSheet.read(file.folder().resolve(OwnSheet.NAME));
        Platform.runLater(() -> appearance.take(read, sheet));
    }

    private List<Object> marks() {
        return List.of(mark(file.file()), mark(file.folder().resolve(OwnSheet.NAME)));
    }

    private static Object mark(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()));
        } catch (IOException e) {
            return "none";
        }
    }
}

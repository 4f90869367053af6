package dev.sonde.core.settings;

import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.UnaryOperator;

/** The settings of a user as a file. Safe on any thread; touches the disk. */
public final class SettingsFile {
    private static final String NAME = "settings.conf";

    private final Path folder;
    private final Path file;

    /** The settings in a folder, which need not exist yet. */
    public SettingsFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    /** The settings of this user. */
    public static SettingsFile ofUser() {
        return new SettingsFile(UserFolders.ofUser().settings());
    }

    /**
     * What a file says.
     *
     * @param problems what of it is not understood, whose defaults hold
     */
    public record Read(Settings settings, List<SondeException> problems) {
        /** Of values. */
        public Read {
            problems = List.copyOf(problems);
        }
    }

    /** The folder that it and the user's style sheet are in. */
    public Path folder() {
        return folder;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** What it says. Never fails: what can't be read has its default, and is a problem. */
    public Read read() {
        try {
            return SettingsText.read(KeyedText.of(Files.readString(file)), file);
        } catch (NoSuchFileException e) {
            return new Read(Settings.DEFAULT, List.of());
        } catch (IOException e) {
            return new Read(Settings.DEFAULT, List.of(unreadable(e)));
        }
    }

    /**
     * Changes what differs, and leaves the rest of the file as it was written. A file that is no text is put aside.
     *
     * @throws SondeException SD-4022 where it can't be written
     */
    public synchronized Read change(UnaryOperator<Settings> change) {
        try {
            KeyedText text = text();
            Settings before = SettingsText.read(text, file).settings();
            KeyedText after = SettingsText.changed(text, before, change.apply(before));
            if (!after.text().equals(text.text())) {
                AtomicFile.write(file, after.text());
            }
            return SettingsText.read(after, file);
        } catch (IOException e) {
            throw new SondeException(
                    "SD-4022",
                    "The settings can't be written to " + file,
                    words(e),
                    "What was changed holds until the window closes. Look at the folder's permissions and space.",
                    e);
        }
    }

    private KeyedText text() throws IOException {
        try {
            return KeyedText.of(Files.exists(file) ? Files.readString(file) : "");
        } catch (CharacterCodingException e) {
            Files.move(file, folder.resolve(NAME + ".broken"), StandardCopyOption.REPLACE_EXISTING);
            return KeyedText.of("");
        }
    }

    private SondeException unreadable(IOException e) {
        return new SondeException(
                "SD-4020",
                "The settings in " + file + " can't be read, and defaults hold",
                words(e),
                "Mend the file, or delete it: the window writes a new one.",
                e);
    }

    private static String words(IOException e) {
        return switch (e) {
            case CharacterCodingException _ -> "It is no text in UTF-8.";
            case AccessDeniedException denied -> denied.getFile() + " is forbidden to this user.";
            default -> String.valueOf(e.getMessage());
        };
    }
}

package dev.sonde.core.library;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.settings.UserFolders;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The user's trash, as the FreeDesktop specification 1.0 lays it out: what is in it can be taken back here and by file
 * managers.
 */
public final class Trash {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final Path home;

    /** A trash in a folder, made when it is first needed. */
    public Trash(Path home) {
        this.home = home;
    }

    /** The trash of this user. */
    public static Trash ofUser() {
        String data = System.getenv().getOrDefault("XDG_DATA_HOME", "");
        Path base = data.startsWith("/") ? Path.of(data) : UserFolders.home().resolve(".local/share");
        return new Trash(base.resolve("Trash"));
    }

    /** Something in the trash: where it was, and where it is. */
    public record Thrown(Path from, Path content, Path note) {}

    /**
     * Puts a file into the trash.
     *
     * @throws SondeException SD-2033 if it can't be
     */
    public Thrown put(Path file) {
        Path from = file.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home.resolve("files"));
            Files.createDirectories(home.resolve("info"));
            Thrown place = reserve(from);
            try {
                // Across file systems it is copied, and only then removed.
                Files.move(from, place.content());
            } catch (IOException e) {
                Files.deleteIfExists(place.note());
                throw e;
            }
            return place;
        } catch (IOException e) {
            throw new SondeException(
                    "SD-2033",
                    file.getFileName() + " can't be put into the trash",
                    DiskWords.of(e),
                    "It is where it was. Look at the permissions of its folder and of " + home + ".",
                    e);
        }
    }

    /** The note is made first and never replaced: that keeps two programs off one name. */
    private Thrown reserve(Path from) throws IOException {
        String name = String.valueOf(from.getFileName());
        String text = "[Trash Info]\nPath=" + encoded(from) + "\nDeletionDate="
                + DATE.format(LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)) + "\n";
        for (int i = 1; ; i++) {
            String unique = i == 1 ? name : name + "." + i;
            Path note = home.resolve("info").resolve(unique + ".trashinfo");
            if (Files.exists(home.resolve("files").resolve(unique), LinkOption.NOFOLLOW_LINKS)) {
                // Its note may be lost: what it belongs to is kept all the same.
                continue;
            }
            try {
                Files.writeString(note, text, StandardOpenOption.CREATE_NEW);
                return new Thrown(from, home.resolve("files").resolve(unique), note);
            } catch (FileAlreadyExistsException e) {
                // Taken: another number is tried.
            }
        }
    }

    private static String encoded(Path path) {
        return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
    }

    /**
     * Takes something back to where it was, into a folder made anew where that is gone.
     *
     * @throws SondeException SD-2034 if it is in the trash no more, or something else is in its place
     */
    public void takeBack(Thrown thrown) {
        try {
            if (Files.exists(thrown.from())) {
                throw new FileAlreadyExistsException(thrown.from().toString());
            }
            Path folder = thrown.from().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.move(thrown.content(), thrown.from());
            Files.deleteIfExists(thrown.note());
        } catch (IOException e) {
            boolean taken = e instanceof FileAlreadyExistsException;
            throw new SondeException(
                    "SD-2034",
                    thrown.from().getFileName() + " can't be taken back from the trash",
                    taken ? "There is another file in its place." : DiskWords.of(e),
                    "Look for it in the trash with a file manager.",
                    e);
        }
    }
}

package dev.sonde.core.library;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.CancelToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/**
 * The recordings in one folder. What was found out about a file is kept until the file changes, so that looking again costs
 * next to nothing. Safe on any thread; every method touches the disk and belongs on a thread of the background.
 */
public final class Library {
    private static final String SUFFIX = ".sonde";

    /** What the file systems of today have in common. */
    private static final int LONGEST_NAME_BYTES = 255;

    private final Path folder;
    private final Map<Path, RecordedFile> known = new ConcurrentHashMap<>();

    /** The recordings of a folder, which need not exist yet. */
    public Library(Path folder) {
        this.folder = folder;
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /**
     * All recordings, the newest first. A file that vanishes meanwhile is not in it.
     *
     * @param progress told how far it is, from 0 to 1
     * @throws SondeException SD-2030 if the folder can't be read
     */
    public List<RecordedFile> list(CancelToken cancel, DoubleConsumer progress) {
        List<Path> files = files();
        List<RecordedFile> found = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            cancel.check();
            look(files.get(i), found);
            progress.accept((i + 1.0) / files.size());
        }
        known.keySet().retainAll(files);
        found.sort(Comparator.comparing(RecordedFile::changed).reversed());
        return found;
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        } catch (IOException e) {
            throw new SondeException(
                    "SD-2030",
                    "The folder of recordings " + folder + " can't be read",
                    DiskWords.of(e),
                    "Look at its permissions, or at the disk.",
                    e);
        }
    }

    private void look(Path file, List<RecordedFile> found) {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            // It has vanished since the folder was read.
            return;
        }
        if (!now.isRegularFile()) {
            return;
        }
        Instant changed = now.lastModifiedTime().toInstant();
        RecordedFile before = known.get(file);
        boolean same = before != null
                && before.bytes() == now.size()
                && before.changed().equals(changed);
        if (before == null || !same || mayHaveEnded(before)) {
            before = new RecordedFile(file, now.size(), changed, Glance.into(file, changed, Instant.now()));
            known.put(file, before);
        }
        found.add(before);
    }

    private static boolean mayHaveEnded(RecordedFile file) {
        return file.content() instanceof RecordedFile.Legible legible
                && legible.ending() instanceof RecordedFile.Ending.BeingWritten;
    }

    /**
     * Gives a recording another name in the same folder; {@code .sonde} is added where it is missing.
     *
     * @return where it is then
     * @throws SondeException SD-2031 if the name can't be used, SD-2032 if the disk refuses
     */
    public Path rename(Path file, String name) {
        String wanted = name.strip();
        String full = wanted.endsWith(SUFFIX) ? wanted : wanted + SUFFIX;
        if (wanted.isEmpty() || full.startsWith(".") || full.chars().anyMatch(Library::isNoLetterOfAName)) {
            throw badName(
                    wanted, "A name has no slash and no line break, does not begin with a dot, and is not empty.");
        }
        if (full.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw badName(wanted, "It is too long: a name has " + LONGEST_NAME_BYTES + " bytes at most.");
        }
        Path target = file.resolveSibling(full);
        if (target.equals(file)) {
            return file;
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw badName(wanted, "There is a file of that name already.");
        }
        try {
            return Files.move(file, target);
        } catch (IOException e) {
            throw new SondeException(
                    "SD-2032",
                    "The recording " + file.getFileName() + " can't be renamed",
                    DiskWords.of(e),
                    "Look at the permissions of its folder.",
                    e);
        }
    }

    private static boolean isNoLetterOfAName(int letter) {
        return letter == '/' || letter == '\\' || Character.isISOControl(letter);
    }

    private static SondeException badName(String name, String why) {
        String oneLine = name.replaceAll("\\p{Cntrl}", " ");
        return new SondeException(
                "SD-2031", "A recording can't have the name '" + oneLine + "'", why, "Choose another name.");
    }
}

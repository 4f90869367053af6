package dev.sonde.core.library;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why the disk refused: the system's own exceptions name the file and leave the reason to their type. */
final class DiskWords {
    private DiskWords() {}

    static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> gone.getFile() + " is there no more.";
            case AccessDeniedException denied -> denied.getFile() + " may not be changed by this user.";
            case FileAlreadyExistsException taken -> taken.getFile() + " is in the way.";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}

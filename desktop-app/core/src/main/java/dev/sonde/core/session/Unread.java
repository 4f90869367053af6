package dev.sonde.core.session;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.store.Snapshot;
import java.util.Optional;
import java.util.Set;

/** Says which part of a file could not be read. */
public final class Unread {
    /** Causes of loss that come from the file itself, not from the time it was recorded in. */
    private static final Set<String> CAUSES = Set.of("recording_damaged", "capture_file_cut");

    private Unread() {}

    /** What could not be read of the source of that name, or empty when all of it could. */
    public static Optional<SondeException> in(String name, Snapshot snapshot) {
        return snapshot.losses().stream()
                .filter(loss -> CAUSES.contains(loss.cause()))
                .findFirst()
                .map(loss -> new SondeException(
                        "SD-2020",
                        "Not all of " + name + " can be read",
                        sentence(loss.note()),
                        "What could be read is shown; the table `loss` has the rest."));
    }

    private static String sentence(String note) {
        return note.isEmpty() ? note : Character.toUpperCase(note.charAt(0)) + note.substring(1);
    }
}

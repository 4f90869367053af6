package dev.sonde.core.session;

import dev.sonde.core.store.StoreSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a session is opened.
 *
 * @param recordTo file to record to, which must not exist; null records live sessions to the user's data directory and
 *     files not at all
 * @param store limits of the store
 */
public record SessionOptions(@Nullable Path recordTo, StoreSettings store) {
    /** Live sessions are recorded to the user's data directory. */
    public static SessionOptions defaults() {
        return new SessionOptions(null, StoreSettings.defaults());
    }

    /** The same with a file to record to. */
    public SessionOptions recordingTo(Path file) {
        return new SessionOptions(file, store);
    }
}

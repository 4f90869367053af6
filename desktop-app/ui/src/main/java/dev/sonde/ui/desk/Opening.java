package dev.sonde.ui.desk;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import java.util.Optional;

/**
 * A session to show.
 *
 * @param session it is closed when something else is shown, or with the window
 * @param notice what the user has to know of it, for example that it is the sample; or empty
 * @param fallback what to show when the session fails before anything came
 * @param aside what is said once, when it is shown; or empty
 */
public record Opening(Session session, String notice, Fallback fallback, String aside) {
    /** With nothing to say when it is shown. */
    public Opening(Session session, String notice, Fallback fallback) {
        this(session, notice, fallback, "");
    }

    /** Without another session to fall back to. */
    public Opening(Session session, String notice) {
        this(session, notice, reason -> Optional.empty());
    }

    /** The same, with something to say when it is shown. */
    Opening saying(String words) {
        return new Opening(session, notice, fallback, words);
    }

    /** Knows another session to show. Called on a thread of the background. */
    public interface Fallback {
        /** What to show instead, or empty to show the failure. */
        Optional<Opening> instead(SondeException reason);
    }
}

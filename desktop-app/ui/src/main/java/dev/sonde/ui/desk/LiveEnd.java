package dev.sonde.ui.desk;

import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.session.Session;
import java.nio.file.Path;

/** What becomes of a live session when something else takes its place, in words. */
public final class LiveEnd {
    private LiveEnd() {}

    /** Before it does. */
    static String ahead(String what) {
        return "It takes the place of " + what + ", live: the agents leave, and the recording stays in Sessions";
    }

    /** When it did. */
    public static String past(Session session) {
        return "The live session of " + session.info().name() + " is over, "
                + switch (session.state().recorder()) {
                    case RecorderState.Writing(Path file, long _, long _) -> kept(file);
                    case RecorderState.Finished(Path file, long _, long _) -> kept(file);
                    case RecorderState.Blocked(Path _, var reason, long _, long _) ->
                        "and its recording is not complete: " + reason.oneLine();
                    case RecorderState.Off _ -> "and was not recorded.";
                };
    }

    private static String kept(Path file) {
        return "its recording is in Sessions: " + file.getFileName();
    }
}

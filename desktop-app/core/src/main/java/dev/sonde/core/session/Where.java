package dev.sonde.core.session;

import dev.sonde.core.source.Scope;
import java.nio.file.Path;

/** Where a session's data comes from. */
public sealed interface Where {
    /** This machine, now. */
    record Local(Scope scope) implements Where {}

    /** A recording file. */
    record Recording(Path file) implements Where {}

    /** A packet capture, pcap or pcapng, plain or gzip. */
    record Capture(Path file) implements Where {}

    /** This machine with all that runs on it. */
    static Where local() {
        return new Local(Scope.ALL);
    }
}

package dev.sonde.core.session;

import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.source.Scope;
import dev.sonde.core.time.Window;
import java.nio.file.Path;

/** Where a session's data comes from. */
public sealed interface Where {
    /** This machine, now. */
    record Local(Scope scope) implements Where {}

    /** A part of a cluster, now. */
    record InCluster(ClusterRequest request) implements Where {}

    /** Says whether it is something that goes on now, rather than a file. */
    default boolean isLive() {
        return this instanceof Local || this instanceof InCluster;
    }

    /** A recording file, or what it has in a range of time. */
    record Recording(Path file, Window range) implements Where {
        /** All of a recording. */
        public Recording(Path file) {
            this(file, Window.ALL);
        }
    }

    /** A packet capture, pcap or pcapng, plain, gzip or zstd. */
    record Capture(Path file) implements Where {}

    /** This machine with all that runs on it. */
    static Where local() {
        return new Local(Scope.ALL);
    }
}

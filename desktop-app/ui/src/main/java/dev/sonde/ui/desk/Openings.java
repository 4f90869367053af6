package dev.sonde.ui.desk;

import dev.sonde.core.session.Session;
import dev.sonde.core.source.Scope;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens what the window shows. Implemented by the program around the window, which knows agents, files and what this machine
 * permits. Every method is called on a thread of the background and may throw a {@code SondeException} for the user.
 */
public interface Openings {
    /** Watches this machine. */
    Opening machine(Scope scope);

    /** Opens a recording or a capture. */
    Opening file(Path file);

    /** Ends a session that is not shown any more, and completes its recording. */
    void close(Session session);

    /** Looks what this machine and these privileges permit, without changing anything. */
    List<Check> machineChecks() throws InterruptedException;

    /** The clusters that this user can connect to. Cheap: what is needed for them is loaded when they are asked for. */
    Clusters clusters();
}

package dev.sonde.ui.desk;

import dev.sonde.core.library.Library;
import dev.sonde.ui.look.Look;
import org.jspecify.annotations.Nullable;

/**
 * What a page works with.
 *
 * @param desk opens things
 * @param library the recordings on this computer
 * @param back leads to the open session, or null where there is none
 * @param look how things are shown
 */
public record PageContext(
        Desk desk, Library library, @Nullable Runnable back, Look look) {}

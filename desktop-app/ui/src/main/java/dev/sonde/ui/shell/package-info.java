/** The frame around the views: rail, top bar, filter, timeline, status bar, keys. */
@NullMarked
package dev.sonde.ui.shell;

import org.jspecify.annotations.NullMarked;

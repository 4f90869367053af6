/** The frame of the window, where it needs no display. */
@NullMarked
package dev.sonde.ui.shell;

import org.jspecify.annotations.NullMarked;

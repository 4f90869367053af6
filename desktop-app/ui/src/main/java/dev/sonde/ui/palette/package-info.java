/** The palette of commands and objects: found by a few letters, opened with Enter. */
@NullMarked
package dev.sonde.ui.palette;

import org.jspecify.annotations.NullMarked;

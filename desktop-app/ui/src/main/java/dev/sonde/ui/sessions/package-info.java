/** The page of what was recorded on this computer. */
@NullMarked
package dev.sonde.ui.sessions;

import org.jspecify.annotations.NullMarked;

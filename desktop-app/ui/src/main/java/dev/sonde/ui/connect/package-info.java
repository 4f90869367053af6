/** The page to begin from: this machine, a recording, a capture. */
@NullMarked
package dev.sonde.ui.connect;

import org.jspecify.annotations.NullMarked;

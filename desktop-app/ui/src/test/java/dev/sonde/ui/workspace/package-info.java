/** Tests without a display. */
@NullMarked
package dev.sonde.ui.workspace;

import org.jspecify.annotations.NullMarked;

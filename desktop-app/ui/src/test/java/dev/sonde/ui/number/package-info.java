/** Tests without a display. */
@NullMarked
package dev.sonde.ui.number;

import org.jspecify.annotations.NullMarked;

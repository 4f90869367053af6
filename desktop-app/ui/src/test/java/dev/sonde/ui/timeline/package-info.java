/** Tests without a display. */
@NullMarked
package dev.sonde.ui.timeline;

import org.jspecify.annotations.NullMarked;

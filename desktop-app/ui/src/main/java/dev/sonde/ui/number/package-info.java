/** Numbers as people read them. Plain classes, tested without a display. */
@NullMarked
package dev.sonde.ui.number;

import org.jspecify.annotations.NullMarked;

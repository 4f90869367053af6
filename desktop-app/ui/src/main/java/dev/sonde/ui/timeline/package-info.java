/** The timeline under the top bar: one signal, window A as a brush, the baseline, losses, the live edge. */
@NullMarked
package dev.sonde.ui.timeline;

import org.jspecify.annotations.NullMarked;

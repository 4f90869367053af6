/** Tests without a display. */
@NullMarked
package dev.sonde.ui.chart;

import org.jspecify.annotations.NullMarked;

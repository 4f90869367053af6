/** Charts: scales, ticks and lines as plain classes, and what paints them onto a canvas. */
@NullMarked
package dev.sonde.ui.chart;

import org.jspecify.annotations.NullMarked;

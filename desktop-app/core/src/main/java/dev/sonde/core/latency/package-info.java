/** Histograms of durations with a stated relative error. */
@NullMarked
package dev.sonde.core.latency;

import org.jspecify.annotations.NullMarked;

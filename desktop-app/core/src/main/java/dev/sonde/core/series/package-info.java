/** Numbers over time: what charts and sparklines draw. */
@NullMarked
package dev.sonde.core.series;

import org.jspecify.annotations.NullMarked;

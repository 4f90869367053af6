/** Background work: cancelled, superseded, delivered, and never failing in silence. */
@NullMarked
package dev.sonde.core.job;

import org.jspecify.annotations.NullMarked;

/** What changed between the baseline and the window: which calls are slow, since when, and what they have in common. */
@NullMarked
package dev.sonde.core.change;

import org.jspecify.annotations.NullMarked;

/** The Overview: what is worse than before, and since when? */
@NullMarked
package dev.sonde.ui.overview;

import org.jspecify.annotations.NullMarked;

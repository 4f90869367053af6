/** Loads that keep exact books. */
@NullMarked
package dev.sonde.e2e.load;

import org.jspecify.annotations.NullMarked;

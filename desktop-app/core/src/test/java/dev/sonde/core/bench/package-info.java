/** What the session store costs, measured by hand: {@code bench/store.sh}. */
@NullMarked
package dev.sonde.core.bench;

import org.jspecify.annotations.NullMarked;

/** Which Services of a cluster have nobody behind them. */
@NullMarked
package dev.sonde.core.backing;

import org.jspecify.annotations.NullMarked;

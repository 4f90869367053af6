/** The session in memory: columns of exchanges, connections, processes and losses, bounded, read as snapshots. */
@NullMarked
package dev.sonde.core.store;

import org.jspecify.annotations.NullMarked;

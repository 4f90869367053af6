/** Connections and their two ends, found by socket cookie and by addresses. */
@NullMarked
package dev.sonde.agent.connection;

import org.jspecify.annotations.NullMarked;

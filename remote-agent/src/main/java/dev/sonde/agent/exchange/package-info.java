/** From kernel records through a dissector to rows: pairing, joining of both ends, aggregation. */
@NullMarked
package dev.sonde.agent.exchange;

import org.jspecify.annotations.NullMarked;

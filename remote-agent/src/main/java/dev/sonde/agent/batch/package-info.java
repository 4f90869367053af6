/** Columns of the stream: rows are encoded into the wire form of {@code Batch} as they are added. */
@NullMarked
package dev.sonde.agent.batch;

import org.jspecify.annotations.NullMarked;

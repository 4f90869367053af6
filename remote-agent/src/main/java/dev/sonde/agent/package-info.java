/** The agent process: kernel records in, a stream of batches out. */
@NullMarked
package dev.sonde.agent;

import org.jspecify.annotations.NullMarked;

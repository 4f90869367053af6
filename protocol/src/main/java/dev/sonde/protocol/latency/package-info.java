/** Latency of many exchanges in few bytes. */
@NullMarked
package dev.sonde.protocol.latency;

import org.jspecify.annotations.NullMarked;

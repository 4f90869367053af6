/**
 * Decoders of application protocols: the bytes of one connection in, exchanges out. Pure: no input or output, no clock,
 * no knowledge of where the bytes came from.
 */
@NullMarked
package dev.sonde.dissectors;

import org.jspecify.annotations.NullMarked;

/** Rows of batches as arrays, read straight from the bytes that carry them. */
@NullMarked
package dev.sonde.protocol.columns;

import org.jspecify.annotations.NullMarked;

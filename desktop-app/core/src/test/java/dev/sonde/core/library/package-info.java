/** Tests of the library. */
@NullMarked
package dev.sonde.core.library;

import org.jspecify.annotations.NullMarked;

/** Tables in forms that other programs read. */
@NullMarked
package dev.sonde.core.export;

import org.jspecify.annotations.NullMarked;

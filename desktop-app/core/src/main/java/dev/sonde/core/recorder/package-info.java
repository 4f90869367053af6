/** The recorder that is always on. */
@NullMarked
package dev.sonde.core.recorder;

import org.jspecify.annotations.NullMarked;

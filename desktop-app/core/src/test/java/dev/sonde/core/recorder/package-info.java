/** Tests of the recorder. */
@NullMarked
package dev.sonde.core.recorder;

import org.jspecify.annotations.NullMarked;

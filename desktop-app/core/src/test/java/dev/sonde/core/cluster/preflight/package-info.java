/** Tests of the pre-flight. */
@NullMarked
package dev.sonde.core.cluster.preflight;

import org.jspecify.annotations.NullMarked;

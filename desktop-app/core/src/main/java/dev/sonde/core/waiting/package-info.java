/** Who keeps others waiting for responses. */
@NullMarked
package dev.sonde.core.waiting;

import org.jspecify.annotations.NullMarked;

/** Errors for people: a stable code, what happened, why, and what to do. */
@NullMarked
package dev.sonde.core.error;

import org.jspecify.annotations.NullMarked;

/** Tests of sessions. */
@NullMarked
package dev.sonde.core.session;

import org.jspecify.annotations.NullMarked;

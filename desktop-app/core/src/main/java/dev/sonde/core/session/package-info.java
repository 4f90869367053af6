/** A session: source, recorder and store put together. */
@NullMarked
package dev.sonde.core.session;

import org.jspecify.annotations.NullMarked;

/** Keys of a session: made for it, known to nobody else, forgotten with it. */
@NullMarked
package dev.sonde.core.identity;

import org.jspecify.annotations.NullMarked;

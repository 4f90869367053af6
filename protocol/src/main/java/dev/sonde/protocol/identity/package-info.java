/** Who may talk to whom in a session: one key and one certificate a side, each pinned by the other. */
@NullMarked
package dev.sonde.protocol.identity;

import org.jspecify.annotations.NullMarked;

/** Tables of a session, as the window shows them and as the command line prints them. */
@NullMarked
package dev.sonde.core.table;

import org.jspecify.annotations.NullMarked;

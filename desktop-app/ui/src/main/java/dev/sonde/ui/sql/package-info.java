/** The SQL view: which statement costs most, who calls it, and what changed in it. */
@NullMarked
package dev.sonde.ui.sql;

import org.jspecify.annotations.NullMarked;

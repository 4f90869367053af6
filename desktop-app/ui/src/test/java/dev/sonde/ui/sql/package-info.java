/** Statements laid out in lines. */
@NullMarked
package dev.sonde.ui.sql;

import org.jspecify.annotations.NullMarked;

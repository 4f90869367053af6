/** Fingerprints of SQL statements: what stays of a statement when its literals are taken out. */
@NullMarked
package dev.sonde.dissectors.sql;

import org.jspecify.annotations.NullMarked;

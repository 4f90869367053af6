/** How names are put in order for people. */
@NullMarked
package dev.sonde.core.naming;

import org.jspecify.annotations.NullMarked;

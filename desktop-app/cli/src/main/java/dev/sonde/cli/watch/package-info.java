/** Live tables in the terminal. */
@NullMarked
package dev.sonde.cli.watch;

import org.jspecify.annotations.NullMarked;

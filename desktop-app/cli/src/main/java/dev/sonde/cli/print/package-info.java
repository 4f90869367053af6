/** Tables as text, JSON and CSV. */
@NullMarked
package dev.sonde.cli.print;

import org.jspecify.annotations.NullMarked;

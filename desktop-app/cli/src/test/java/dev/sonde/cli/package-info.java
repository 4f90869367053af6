/** The contract of the command line, command by command. */
@NullMarked
package dev.sonde.cli;

import org.jspecify.annotations.NullMarked;

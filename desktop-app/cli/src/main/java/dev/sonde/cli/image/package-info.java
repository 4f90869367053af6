/** The agent's image: to a file, and into where containers are started from. */
@NullMarked
package dev.sonde.cli.image;

import org.jspecify.annotations.NullMarked;

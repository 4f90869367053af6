/** Loading the agent's image. */
@NullMarked
package dev.sonde.cli.image;

import org.jspecify.annotations.NullMarked;

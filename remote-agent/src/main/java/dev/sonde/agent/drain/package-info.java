/** The one thread that drains the kernel, by the clock, and everything it owns. */
@NullMarked
package dev.sonde.agent.drain;

import org.jspecify.annotations.NullMarked;

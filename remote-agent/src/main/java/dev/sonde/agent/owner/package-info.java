/** Processes that own sockets: what they are, in which container, run by what. */
@NullMarked
package dev.sonde.agent.owner;

import org.jspecify.annotations.NullMarked;

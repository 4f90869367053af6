/** Errors of the agent for people: a stable code, what happened, why, and what to do. */
@NullMarked
package dev.sonde.agent.error;

import org.jspecify.annotations.NullMarked;

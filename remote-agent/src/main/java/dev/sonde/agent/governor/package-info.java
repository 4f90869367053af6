/** The agent's own cost, its budgets and what is given up to keep them. */
@NullMarked
package dev.sonde.agent.governor;

import org.jspecify.annotations.NullMarked;

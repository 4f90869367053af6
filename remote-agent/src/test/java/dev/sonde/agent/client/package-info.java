/** A client of the agent for tests, with a count of its own. */
package dev.sonde.agent.client;

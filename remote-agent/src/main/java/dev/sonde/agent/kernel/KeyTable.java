package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;

/**
 * A table that the agent writes and the kernel programs read: numbers to numbers, in a BPF hash map. A filter has an
 * effect once the matching field of {@code struct control} is set and {@code generation} has changed.
 *
 * <p>Thread-safe.
 */
public interface KeyTable {
    /**
     * Sets the value of a key.
     *
     * @throws AgentException when the table is full
     */
    void put(long key, int value);

    /** Removes a key; nothing happens when it isn't there. */
    void remove(long key);

    /**
     * Makes the table hold these keys, each with the value, and no others. At no moment are keys missing that are in
     * both.
     *
     * @throws AgentException when the table is full
     */
    void replace(int value, long... keys);
}

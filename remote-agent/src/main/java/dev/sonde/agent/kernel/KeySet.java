package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;

/**
 * A filter of the kernel programs: a set of numbers, which are the keys of a BPF hash map. It has an effect once the
 * matching field of {@code struct control} is set and {@code generation} has changed.
 *
 * <p>Thread-safe.
 */
public interface KeySet {
    /**
     * Adds a key; nothing happens when it is there already.
     *
     * @throws AgentException when the map is full
     */
    void add(long key);

    /** Removes a key; nothing happens when it isn't there. */
    void remove(long key);

    /** Makes the set hold these keys and no others. At no moment are keys missing that are in both. */
    void replace(long... keys);
}

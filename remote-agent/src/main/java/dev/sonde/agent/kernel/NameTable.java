package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import java.util.Collection;

/**
 * A set of names that the agent writes and the kernel programs read, in a BPF hash map or a trie of beginnings.
 *
 * <p>Thread-safe.
 */
public interface NameTable {
    /**
     * Makes the table hold these names and no others; of a name that is longer than the keys only the beginning counts.
     *
     * @throws AgentException when the table is full
     */
    void replace(Collection<String> names);
}

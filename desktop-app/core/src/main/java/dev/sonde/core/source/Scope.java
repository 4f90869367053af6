package dev.sonde.core.source;

import java.util.List;

/**
 * What a live source watches. Entries of one kind are alternatives, kinds are joined by AND; {@link #ALL} watches the
 * whole machine.
 *
 * @param executables base names of executables
 * @param pids process ids
 * @param ports ports of either end
 * @param containers container ids, or the beginnings of them
 */
public record Scope(List<String> executables, List<Integer> pids, List<Integer> ports, List<String> containers) {
    /** Everything. */
    public static final Scope ALL = new Scope(List.of(), List.of(), List.of(), List.of());

    /** Takes copies of the lists. */
    public Scope {
        executables = List.copyOf(executables);
        pids = List.copyOf(pids);
        ports = List.copyOf(ports);
        containers = List.copyOf(containers);
    }

    /** Says whether nothing is left out. */
    public boolean isAll() {
        return equals(ALL);
    }
}

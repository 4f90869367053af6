package dev.sonde.core.store;

import java.util.Locale;
import java.util.Optional;

/** How finely those who talk are told apart, in tables, filters and on the map. On a plain machine the first three say the same. */
public enum Grain {
    /** By service: what answers under one name, whoever does the work. */
    SERVICE,
    /** By workload: the Deployment, StatefulSet … behind it. */
    WORKLOAD,
    /** By pod. */
    POD,
    /** By node. */
    NODE;

    /** The one with a name as links and the command line spell it. */
    public static Optional<Grain> named(String name) {
        for (Grain grain : values()) {
            if (grain.toString().equals(name)) {
                return Optional.of(grain);
            }
        }
        return Optional.empty();
    }

    /** Its name as links and the command line spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

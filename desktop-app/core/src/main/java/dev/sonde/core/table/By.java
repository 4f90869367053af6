package dev.sonde.core.table;

import java.util.Locale;
import java.util.Optional;

/** What rows of a table are grouped by. */
public enum By {
    /** The service that answered. */
    SERVICE,
    /** The workload that answered; on a plain machine its service. */
    WORKLOAD,
    /** The pod or container that answered. */
    POD,
    /** The node that the exchange was seen on; the server's where both were. */
    NODE,
    /** The process that answered: executable and pid. */
    PROCESS,
    /** The endpoint. */
    ENDPOINT,
    /** The peer that asked. */
    PEER;

    /** Finds one by its name as the command line spells it. */
    public static Optional<By> named(String name) {
        for (By by : values()) {
            if (by.toString().equals(name)) {
                return Optional.of(by);
            }
        }
        return Optional.empty();
    }

    /** Its name as the command line spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

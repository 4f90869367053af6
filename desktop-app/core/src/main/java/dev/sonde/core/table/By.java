package dev.sonde.core.table;

import dev.sonde.core.store.Grain;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What rows of a table are grouped by. */
public enum By {
    /** The service that answered. */
    SERVICE(Grain.SERVICE),
    /** The workload that answered; on a plain machine its service. */
    WORKLOAD(Grain.WORKLOAD),
    /** The pod that answered, or its service where it is none. */
    POD(Grain.POD),
    /** The node that answered; what is on none that is known goes by its service. */
    NODE(Grain.NODE),
    /** The process that answered: executable and pid. */
    PROCESS,
    /** The endpoint. */
    ENDPOINT,
    /** The peer that asked. */
    PEER;

    private final @Nullable Grain grain;

    By() {
        grain = null;
    }

    By(Grain grain) {
        this.grain = grain;
    }

    /** The one at a grain. */
    public static By of(Grain grain) {
        return switch (grain) {
            case SERVICE -> SERVICE;
            case WORKLOAD -> WORKLOAD;
            case POD -> POD;
            case NODE -> NODE;
        };
    }

    /** How finely it tells ends apart, or null where it is not about that. */
    public @Nullable Grain grain() {
        return grain;
    }

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

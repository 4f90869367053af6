package dev.sonde.core.change;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.FilterValue;
import java.util.List;
import java.util.Locale;

/**
 * Something that calls can have in common.
 *
 * @param kind what it is of
 * @param value its name, for people
 * @param terms a filter that keeps the calls that have it
 */
public record Trait(Kind kind, String value, List<FilterTerm> terms) {
    /** What traits there are; of two that say the same, the earlier one is named. */
    public enum Kind {
        /** An SQL statement by its fingerprint, at one service. */
        STATEMENT,
        /** A route or command, at one service. */
        ENDPOINT,
        /** The service that answered. */
        SERVICE,
        /** The service that asked. */
        CLIENT,
        /** The revision of the workload that answered. */
        VERSION,
        /** The revision of the workload that asked. */
        CLIENT_VERSION,
        /** The pod that answered. */
        POD,
        /** The pod that asked. */
        CLIENT_POD,
        /** The status that was answered. */
        STATUS,
        /** The process that answered. */
        PROCESS,
        /** The process that asked. */
        CLIENT_PROCESS,
        /** The node the call was seen on. */
        NODE,
        /** The address that asked. */
        CLIENT_ADDRESS,
        /** The address that answered. */
        SERVER_ADDRESS,
        /** The port that answered. */
        PORT,
        /** The protocol. */
        PROTOCOL;

        /** The name on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the terms. */
    public Trait {
        terms = List.copyOf(terms);
    }

    static FilterTerm number(FilterField field, long number) {
        return new FilterTerm(field, false, List.of(new FilterValue.Compare(FilterValue.Operator.EQUAL, number)));
    }
}

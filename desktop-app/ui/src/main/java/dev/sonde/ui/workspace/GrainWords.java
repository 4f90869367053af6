package dev.sonde.ui.workspace;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.store.Grain;
import java.util.Locale;

/** What people call those who talk, at a grain, and what keeps one of them. No display needed. */
public final class GrainWords {
    private GrainWords() {}

    /** One of them, as the head of a column: {@code Service}. */
    public static String title(Grain grain) {
        String name = grain.toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** What keeps the calls that one of them answered. */
    public static FilterTerm answeredBy(Grain grain, String name) {
        return FilterTerm.is(FilterField.server(grain), name);
    }

    /** The field of the calls that one of them made or answered. */
    public static FilterField atEitherEnd(Grain grain) {
        return switch (grain) {
            case SERVICE -> FilterField.PEER;
            case WORKLOAD -> FilterField.WORKLOAD;
            case POD -> FilterField.POD;
            case NODE -> FilterField.NODE;
        };
    }

    /** What keeps the calls that one of them made. */
    public static FilterTerm askedBy(Grain grain, String name) {
        return FilterTerm.is(FilterField.client(grain), name);
    }
}

package dev.sonde.ui.grid;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.latency.ThreeDigits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What cells are in a filter. */
public final class Terms {
    private Terms() {}

    /** The same text; empty where there is none. */
    public static Optional<FilterTerm> is(FilterField field, String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(FilterTerm.is(field, text));
    }

    /** So much or more; empty where it is not known. */
    public static Optional<FilterTerm> atLeast(FilterField field, @Nullable Long number) {
        return compared(field, FilterValue.Operator.MORE_OR_EQUAL, number);
    }

    /** As slow or slower, to the three digits that are shown and read; empty where it is not known. */
    public static Optional<FilterTerm> asSlow(@Nullable Long nanos) {
        return atLeast(FilterField.LATENCY, nanos == null ? null : ThreeDigits.atMost(nanos));
    }

    /** Took so long, as a person would write it: to three digits, and no less than that. */
    public static FilterTerm between(long lowNanos, long highNanos) {
        FilterValue between = new FilterValue.Between(ThreeDigits.atMost(lowNanos), ThreeDigits.atLeast(highNanos));
        return new FilterTerm(FilterField.LATENCY, false, List.of(between));
    }

    /** The same number; empty where it is not known. */
    public static Optional<FilterTerm> exactly(FilterField field, @Nullable Long number) {
        return compared(field, FilterValue.Operator.EQUAL, number);
    }

    /** Failed; empty where none did. */
    public static Optional<FilterTerm> failed(boolean any) {
        return any
                ? Optional.of(new FilterTerm(FilterField.ERROR, false, List.of(new FilterValue.Truth(true))))
                : Optional.empty();
    }

    private static Optional<FilterTerm> compared(
            FilterField field, FilterValue.Operator operator, @Nullable Long number) {
        return number == null
                ? Optional.empty()
                : Optional.of(new FilterTerm(field, false, List.of(new FilterValue.Compare(operator, number))));
    }
}

package dev.sonde.core.filter;

import java.util.List;
import java.util.function.LongPredicate;

/** Matches numbers against the values of a term. */
final class NumberMatcher {
    private NumberMatcher() {}

    static LongPredicate of(List<FilterValue> values) {
        LongPredicate any = n -> false;
        for (FilterValue value : values) {
            LongPredicate before = any;
            LongPredicate one = of(value);
            any = values.size() == 1 ? one : n -> before.test(n) || one.test(n);
        }
        return any;
    }

    private static LongPredicate of(FilterValue value) {
        return switch (value) {
            case FilterValue.Compare(FilterValue.Operator operator, long than) ->
                switch (operator) {
                    case EQUAL -> n -> n == than;
                    case LESS -> n -> n < than;
                    case LESS_OR_EQUAL -> n -> n <= than;
                    case MORE -> n -> n > than;
                    case MORE_OR_EQUAL -> n -> n >= than;
                };
            case FilterValue.Between(Long low, Long high) -> {
                long from = low == null ? Long.MIN_VALUE : low;
                long to = high == null ? Long.MAX_VALUE : high;
                yield n -> n >= from && n <= to;
            }
            case FilterValue.Text t -> n -> false;
            case FilterValue.Regex r -> n -> false;
            case FilterValue.Truth t -> n -> false;
        };
    }
}

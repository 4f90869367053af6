package dev.sonde.core.filter;

import java.util.stream.Collectors;

/** Writes filters in their canonical form. */
final class FilterText {
    private FilterText() {}

    static String of(FilterTerm term) {
        String values =
                term.values().stream().map(value -> of(term.field(), value)).collect(Collectors.joining(","));
        return (term.negated() ? "!" : "") + term.field().shortName() + ":" + values;
    }

    private static String of(FilterField field, FilterValue value) {
        return switch (value) {
            case FilterValue.Text(String pattern) -> quoted(pattern);
            case FilterValue.Regex(String pattern) -> "~" + quoted(pattern);
            case FilterValue.Truth(boolean truth) -> Boolean.toString(truth);
            case FilterValue.Compare(FilterValue.Operator operator, long number) ->
                operator.sign() + Numbers.text(field, number);
            case FilterValue.Between(Long low, Long high) ->
                (low == null ? "" : Numbers.text(field, low)) + ".." + (high == null ? "" : Numbers.text(field, high));
        };
    }

    static String quoted(String word) {
        boolean plain = !word.isEmpty()
                && "~<>\"".indexOf(word.charAt(0)) < 0
                && word.chars().noneMatch(c -> c == ',' || Character.isWhitespace(c));
        return plain ? word : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

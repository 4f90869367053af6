package dev.sonde.core.filter;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Matches text against the values of a term: without regard to case, {@code *} for any part, or by pattern. */
final class TextMatcher {
    private TextMatcher() {}

    static Predicate<String> of(List<FilterValue> values) {
        Predicate<String> any = null;
        for (FilterValue value : values) {
            Predicate<String> one = of(value);
            any = any == null ? one : any.or(one);
        }
        return any == null ? text -> false : any;
    }

    private static Predicate<String> of(FilterValue value) {
        return switch (value) {
            case FilterValue.Text(String pattern) -> text(pattern);
            case FilterValue.Regex regex -> {
                Pattern compiled = regex.compile();
                yield text -> found(compiled, text);
            }
            case FilterValue.Compare c -> text -> false;
            case FilterValue.Between b -> text -> false;
            case FilterValue.Truth t -> text -> false;
        };
    }

    /** A pattern that needs more stack than there is finds nothing, rather than ending the view. */
    private static boolean found(Pattern pattern, String text) {
        try {
            return pattern.matcher(text).find();
        } catch (StackOverflowError e) {
            return false;
        }
    }

    private static Predicate<String> text(String pattern) {
        if (pattern.indexOf('*') < 0) {
            return text -> text.equalsIgnoreCase(pattern);
        }
        String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        return text -> glob(parts, text.toLowerCase(Locale.ROOT));
    }

    private static boolean glob(String[] parts, String text) {
        String first = parts[0];
        String last = parts[parts.length - 1];
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = text.length() - last.length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }
}

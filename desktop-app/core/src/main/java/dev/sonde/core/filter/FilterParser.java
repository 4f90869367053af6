package dev.sonde.core.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Reads filter expressions.
 *
 * <pre>
 * filter = { term } ;  term = [ "!" ] field ( ":" values | comparison number ) ;
 * values = value { "," value } ;
 * value  = "~" pattern | comparison number | [ number ] ".." [ number ] | word | quoted ;
 * </pre>
 */
final class FilterParser {
    private final String text;
    private int at;

    FilterParser(String text) {
        this.text = text;
    }

    Filter parse() {
        List<FilterTerm> terms = new ArrayList<>();
        skipBlanks();
        while (at < text.length()) {
            terms.add(term());
            skipBlanks();
        }
        return terms.isEmpty() ? Filter.ALL : new Filter(terms);
    }

    private FilterTerm term() {
        boolean negated = take('!');
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (name.isEmpty()) {
            throw new FilterException(
                    "SD-3001",
                    "A field name is missing",
                    "Write a term as field:value, for example service:checkout.",
                    start,
                    Math.min(1, text.length() - start));
        }
        boolean colon = take(':');
        if (!colon && (at == text.length() || "<>".indexOf(text.charAt(at)) < 0)) {
            throw bareWord(name, start);
        }
        FilterField field = FilterField.named(name).orElseThrow(() -> unknownField(name, start));
        List<FilterValue> values = new ArrayList<>();
        do {
            values.add(value(field));
        } while (take(','));
        if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            throw new FilterException("SD-3006", "Terms are not separated", "Put a space between terms.", at, 1);
        }
        return new FilterTerm(field, negated, values);
    }

    private FilterValue value(FilterField field) {
        int start = at;
        if (take('~')) {
            return regex(field, start);
        }
        FilterValue.Operator operator = operator();
        if (operator != FilterValue.Operator.EQUAL) {
            if (!field.isNumeric()) {
                throw new FilterException(
                        "SD-3004",
                        "The field " + field.shortName() + " has no order",
                        "Use " + field.shortName() + ":value, or ~ for a regular expression.",
                        start,
                        at - start);
            }
            int from = at;
            return new FilterValue.Compare(operator, new Numbers(field, from).parse(word()));
        }
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String word = word();
        if (word.isEmpty() && !quoted) {
            throw new FilterException(
                    "SD-3003",
                    "A value is missing",
                    "Write " + field.shortName() + ":value; Ctrl+Space offers values.",
                    start,
                    0);
        }
        return switch (field.kind()) {
            case TEXT -> new FilterValue.Text(word);
            case BOOL -> new FilterValue.Truth(truth(field, word, start));
            case COUNT, STATUS, DURATION, BYTES -> new Numbers(field, start).value(word);
        };
    }

    private FilterValue regex(FilterField field, int start) {
        if (field.kind() != FilterField.Kind.TEXT) {
            throw new FilterException(
                    "SD-3004",
                    "The field " + field.shortName() + " is no text",
                    "Regular expressions work on text; compare with <, > or a range a..b here.",
                    start,
                    1);
        }
        int from = at;
        String pattern = word();
        FilterValue.Regex regex = new FilterValue.Regex(pattern);
        try {
            regex.compile();
        } catch (PatternSyntaxException | StackOverflowError e) {
            int column = e instanceof PatternSyntaxException p && p.getIndex() >= 0 ? from + p.getIndex() : from;
            throw new FilterException(
                    "SD-3005",
                    "The regular expression can't be read",
                    "Put it in quotes when it has spaces or commas; escape special characters with a backslash.",
                    Math.min(column, text.length()),
                    Math.max(0, at - column));
        }
        if (pattern.isEmpty()) {
            throw new FilterException("SD-3003", "A regular expression is missing", "Write it after ~.", start, 1);
        }
        return regex;
    }

    private FilterValue.Operator operator() {
        if (take('<')) {
            return take('=') ? FilterValue.Operator.LESS_OR_EQUAL : FilterValue.Operator.LESS;
        }
        if (take('>')) {
            return take('=') ? FilterValue.Operator.MORE_OR_EQUAL : FilterValue.Operator.MORE;
        }
        return FilterValue.Operator.EQUAL;
    }

    /** A quoted text without its quotes, or all up to the next comma or blank. */
    private String word() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != ',' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int start = at++;
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return word.toString();
            }
            boolean escape = c == '\\' && at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0;
            word.append(escape ? text.charAt(at++) : c);
        }
        throw new FilterException(
                "SD-3002", "A quote is not closed", "Close it with \".", start, text.length() - start);
    }

    private static boolean truth(FilterField field, String word, int start) {
        return switch (word) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default ->
                throw new FilterException(
                        "SD-3004",
                        "The field " + field.shortName() + " is true or false",
                        "Write " + field.shortName() + ":true.",
                        start,
                        word.length());
        };
    }

    private FilterException bareWord(String name, int start) {
        String remedy = FilterField.named(name).isPresent()
                ? "Write " + name + ":value."
                : "Write service:" + name + " or path:*" + name + "*.";
        return new FilterException("SD-3003", "The word " + name + " says no field", remedy, start, name.length());
    }

    private static FilterException unknownField(String name, int start) {
        String near = Nearest.to(name);
        String remedy = near.isEmpty()
                ? "Fields are, among others, service, client, endpoint, status, error and latency."
                : "Did you mean " + near + "?";
        return new FilterException("SD-3001", "There is no field " + name, remedy, start, name.length());
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '*' || c == '/';
    }
}

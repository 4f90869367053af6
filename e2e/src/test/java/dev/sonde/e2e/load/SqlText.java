package dev.sonde.e2e.load;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells statements apart without the product's own fingerprints. */
public final class SqlText {
    private static final Pattern WORDS = Pattern.compile("\\b(null|true|false)\\b");
    private static final Pattern DROPPED = Pattern.compile("[^a-z_@<>=+*/%-]");

    private SqlText() {}

    /** What is left of a statement when literals, comments, layout, punctuation and the case of letters are gone. */
    public static String kind(String statement) {
        StringBuilder kept = new StringBuilder();
        int length = statement.length();
        for (int i = 0; i < length; i++) {
            char c = statement.charAt(i);
            if (c == '\'' || c == '"') {
                i = endOfLiteral(statement, i);
            } else if (statement.startsWith("/*", i)) {
                i = end(statement, "*/", i) + 1;
            } else if (c == '#' || statement.startsWith("-- ", i)) {
                i = end(statement, "\n", i);
            } else {
                kept.append(c);
            }
        }
        String words = WORDS.matcher(kept.toString().toLowerCase(Locale.ROOT)).replaceAll("");
        return DROPPED.matcher(words).replaceAll("");
    }

    private static int endOfLiteral(String statement, int from) {
        char quote = statement.charAt(from);
        int i = from + 1;
        while (i < statement.length() && statement.charAt(i) != quote) {
            i += statement.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static int end(String statement, String mark, int from) {
        int end = statement.indexOf(mark, from);
        return end < 0 ? statement.length() : end;
    }
}

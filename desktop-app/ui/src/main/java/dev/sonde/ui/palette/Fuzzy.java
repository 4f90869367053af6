package dev.sonde.ui.palette;

import java.util.Locale;

/**
 * How well a few letters name something: every word that is typed must be found, as letters in order. Letters together, at the
 * begin of words and near the front weigh more. No display needed.
 */
public final class Fuzzy {
    /** What is not found at all. */
    public static final int NONE = Integer.MIN_VALUE;

    private static final int TOGETHER = 8;
    private static final int WORD = 12;
    private static final int WHOLE = 24;
    private static final int GAP_MOST = 12;

    private Fuzzy() {}

    /** How well {@code query} names {@code text}; the higher the better, or {@link #NONE}. Nothing typed names all alike. */
    public static int score(String query, String text) {
        String low = text.toLowerCase(Locale.ROOT);
        int sum = 0;
        for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            int score = word(word, low, text);
            if (score == NONE) {
                return NONE;
            }
            sum += score;
        }
        return sum;
    }

    private static int word(String word, String low, String text) {
        int at = low.indexOf(word);
        if (at >= 0) {
            int best = WHOLE + word.length() * TOGETHER - Math.min(at, GAP_MOST);
            for (int next = at; next >= 0; next = low.indexOf(word, next + 1)) {
                if (begins(text, next)) {
                    return best + WORD;
                }
            }
            return best;
        }
        return scattered(word, low, text);
    }

    private static int scattered(String word, String low, String text) {
        int score = 0;
        int last = -1;
        for (int i = 0; i < word.length(); i++) {
            int found = low.indexOf(word.charAt(i), last + 1);
            if (found < 0) {
                return NONE;
            }
            if (last >= 0 && found == last + 1) {
                score += TOGETHER;
            } else {
                score -= Math.min(found - last - 1, GAP_MOST);
            }
            score += begins(text, found) ? WORD : 0;
            last = found;
        }
        // Letters from all over the text are chance.
        return score < -word.length() * 2 ? NONE : score;
    }

    private static boolean begins(String text, int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return !Character.isLetterOrDigit(before)
                || (Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(before));
    }
}

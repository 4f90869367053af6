package dev.sonde.ui.grid;

import java.util.List;
import java.util.Locale;

/** Words that are searched for: a text is found in which all of them are, anywhere and whatever their case. Immutable. */
public final class SearchWords {
    private final List<String> words;

    /** What was typed, with spaces between the words. */
    public SearchWords(String typed) {
        words = List.of(typed.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
    }

    /** Whether all of them are in a text. */
    public boolean areIn(String text) {
        String low = text.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(low::contains);
    }
}

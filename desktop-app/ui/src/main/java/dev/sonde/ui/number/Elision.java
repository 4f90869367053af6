package dev.sonde.ui.number;

/** Shortens text that does not fit. */
public final class Elision {
    private Elision() {}

    /** Keeps both ends of a text of more than {@code max} characters. */
    public static String middle(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int tail = (max - 1) / 2;
        return text.substring(0, max - 1 - tail) + "…" + text.substring(text.length() - tail);
    }
}

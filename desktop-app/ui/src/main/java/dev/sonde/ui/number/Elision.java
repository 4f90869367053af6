package dev.sonde.ui.number;

import java.nio.file.Path;

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

    /** A path as people write it: what is at home begins with a tilde. */
    public static String atHome(Path file) {
        Path home = Path.of(System.getProperty("user.home"));
        return file.startsWith(home) ? "~/" + home.relativize(file) : file.toString();
    }
}

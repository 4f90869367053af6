package dev.sonde.ui.map;

import dev.sonde.ui.chart.Letters;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.number.Elision;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.paint.Color;

/**
 * Writes on the map: at whole sizes that follow the zoom and are never under 11 pixels, so that letters are sharp; and knows
 * how wide a text is without laying it out each time. Belongs to one thread at a time.
 */
final class Texts {
    /** The smallest text that people read. */
    static final int SMALLEST = 11;

    private static final int LARGEST = 24;
    private static final int MOST_KEPT = 20_000;
    /** A monospaced letter is as wide as this share of its size. */
    private static final double MONO = 0.6;

    private static final String NAME = "Inter SemiBold";
    private static final String PLAIN = "Inter";
    private static final String DATA = "JetBrains Mono NL";

    private final Map<String, Double> widths = new HashMap<>();

    /** A face and a size. */
    record Face(String family, int size) {
        static Face name(double zoom) {
            return new Face(NAME, size(13, zoom));
        }

        static Face data(double zoom) {
            return new Face(DATA, size(12, zoom));
        }

        static Face small(double zoom) {
            return new Face(DATA, size(11, zoom));
        }

        static Face caption(double zoom) {
            return new Face(PLAIN, size(11, zoom));
        }

        private static int size(int atLife, double zoom) {
            return Math.clamp(Math.round(atLife * zoom), SMALLEST, LARGEST);
        }

        private boolean isMono() {
            return family.equals(DATA);
        }

        private Letters.Face letters() {
            return new Letters.Face(family, size);
        }
    }

    double width(Face face, String text) {
        if (face.isMono()) {
            return text.length() * MONO * face.size();
        }
        if (widths.size() > MOST_KEPT) {
            widths.clear();
        }
        return widths.computeIfAbsent(face.size() + face.family() + text, key -> Letters.width(face.letters(), text));
    }

    /** Shortened in the middle until it fits; empty where not even three letters do. */
    String fitting(Face face, String text, double room) {
        double whole = width(face, text);
        if (whole <= room) {
            return text;
        }
        int letters = (int) (text.length() * room / whole);
        while (letters >= 3) {
            String shorter = Elision.middle(text, letters);
            if (width(face, shorter) <= room) {
                return shorter;
            }
            letters--;
        }
        return "";
    }

    void left(Sheet g, Face face, Color colour, String text, double x, double y) {
        g.setFill(colour);
        g.fillText(face.letters(), text, x, y);
    }

    void right(Sheet g, Face face, Color colour, String text, double x, double y) {
        left(g, face, colour, text, x - width(face, text), y);
    }

    void centre(Sheet g, Face face, Color colour, String text, double x, double y) {
        left(g, face, colour, text, x - width(face, text) / 2, y);
    }
}

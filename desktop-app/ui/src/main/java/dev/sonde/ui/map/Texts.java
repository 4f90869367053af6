package dev.sonde.ui.map;

import dev.sonde.ui.number.Elision;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/**
 * Writes on the map: at whole sizes that follow the zoom and are never under 11 pixels, so that letters are sharp; and knows
 * how wide a text is without laying it out each time. Owned by the FX thread.
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

    private final Map<String, Font> fonts = new HashMap<>();
    private final Map<String, Double> widths = new HashMap<>();
    private final Text measure = new Text();

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
    }

    double width(Face face, String text) {
        if (face.isMono()) {
            return text.length() * MONO * face.size();
        }
        if (widths.size() > MOST_KEPT) {
            widths.clear();
        }
        return widths.computeIfAbsent(face.size() + face.family() + text, key -> {
            measure.setFont(font(face));
            measure.setText(text);
            return measure.getLayoutBounds().getWidth();
        });
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

    void left(GraphicsContext g, Face face, Color colour, String text, double x, double y) {
        write(g, face, colour, TextAlignment.LEFT, text, x, y);
    }

    void right(GraphicsContext g, Face face, Color colour, String text, double x, double y) {
        write(g, face, colour, TextAlignment.LEFT, text, x - width(face, text), y);
    }

    void centre(GraphicsContext g, Face face, Color colour, String text, double x, double y) {
        write(g, face, colour, TextAlignment.LEFT, text, x - width(face, text) / 2, y);
    }

    private void write(
            GraphicsContext g, Face face, Color colour, TextAlignment alignment, String text, double x, double y) {
        g.setFont(font(face));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(alignment);
        g.setFontSmoothingType(FontSmoothingType.GRAY);
        g.setFill(colour);
        g.fillText(text, Math.rint(x), Math.rint(y));
    }

    private Font font(Face face) {
        return fonts.computeIfAbsent(face.size() + face.family(), key -> Font.font(face.family(), face.size()));
    }
}

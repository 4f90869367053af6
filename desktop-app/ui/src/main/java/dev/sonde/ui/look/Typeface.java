package dev.sonde.ui.look;

import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.Text;

/** The fonts that painters write with. */
@SuppressWarnings("ImmutableEnumChecker") // a Font is immutable, but nothing says so to the checker
public enum Typeface {
    /** Captions of interface text. */
    CAPTION("Inter", 11),
    /** Interface text. */
    BODY("Inter", 12),
    /** Names. */
    NAME("Inter Medium", 12),
    /** Figures on axes. */
    AXIS("JetBrains Mono NL", 11),
    /** Figures in cells. */
    DATA("JetBrains Mono NL", 12),
    /** Tags of windows. */
    TAG("JetBrains Mono NL Medium", 11);

    /** As many texts are known by their width, which takes longer to find than to write them. */
    private static final int KNOWN = 500;

    private final Font font;
    private final Map<String, Double> widths = new HashMap<>();

    Typeface(String family, double size) {
        this.font = Font.font(family, size);
    }

    /** The font. */
    public Font font() {
        return font;
    }

    /** Width of a text in pixels. FX thread only. */
    public double width(String text) {
        Double known = widths.get(text);
        if (known != null) {
            return known;
        }
        Text measure = new Text(text);
        measure.setFont(font);
        double width = measure.getLayoutBounds().getWidth();
        if (widths.size() >= KNOWN) {
            widths.clear();
        }
        widths.put(text, width);
        return width;
    }

    /** Sets a context up to write with this, aligned at the middle of the line. */
    public void use(GraphicsContext g) {
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        g.setFontSmoothingType(FontSmoothingType.GRAY);
    }
}

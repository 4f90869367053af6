package dev.sonde.ui.look;

import dev.sonde.themes.Theme;
import dev.sonde.themes.Token;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.paint.Color;

/** The colours of a theme, for painters on any thread. Immutable. */
public final class Palette {
    private final Map<Token, Color> colours = new EnumMap<>(Token.class);

    Palette(Theme theme) {
        for (Token token : Token.values()) {
            int rgb = theme.rgb(token);
            colours.put(token, Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255));
        }
    }

    /** The colour of a token. */
    public Color colour(Token token) {
        return colours.getOrDefault(token, Color.TRANSPARENT);
    }

    /** The colour of a token, see-through. */
    public Color colour(Token token, double opacity) {
        Color full = colour(token);
        return Color.color(full.getRed(), full.getGreen(), full.getBlue(), opacity);
    }
}

package dev.sonde.ui.chart;

import dev.sonde.themes.Themes;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bundled fonts as {@link Sheet}s write with them, and how wide texts are. Safe on any thread. */
public final class Letters {
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private static final Map<String, Font> FONTS = new ConcurrentHashMap<>();
    private static final Map<Face, Sized> SIZED = new ConcurrentHashMap<>();

    private Letters() {}

    /**
     * A font at a size in pixels.
     *
     * @param family as style sheets name it, for example {@code Inter SemiBold}
     */
    public record Face(String family, double size) {}

    /** A font at a size, and how far its middle is above the base line. */
    record Sized(Font font, double middle) {}

    static Sized of(Face face) {
        return SIZED.computeIfAbsent(face, f -> {
            Font font = font(f.family()).deriveFont((float) f.size());
            LineMetrics metrics = font.getLineMetrics("x", CONTEXT);
            return new Sized(font, (metrics.getAscent() - metrics.getDescent()) / 2);
        });
    }

    /** Width of a text in pixels. */
    public static double width(Face face, String text) {
        return of(face).font().getStringBounds(text, CONTEXT).getWidth();
    }

    private static Font font(String family) {
        if (FONTS.isEmpty()) {
            load();
        }
        Font font = FONTS.get(family);
        if (font == null) {
            throw new IllegalStateException("There is no font " + family + " in the build");
        }
        return font;
    }

    private static void load() {
        for (URL url : Themes.fonts()) {
            try (InputStream in = url.openStream()) {
                Font font = Font.createFont(Font.TRUETYPE_FONT, in);
                FONTS.put(font.getFontName(Locale.ROOT), font);
                FONTS.put(font.getFamily(Locale.ROOT), font);
            } catch (IOException | FontFormatException e) {
                throw new IllegalStateException("A font of the build can't be read: " + url, e);
            }
        }
    }
}

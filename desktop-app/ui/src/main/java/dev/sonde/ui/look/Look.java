package dev.sonde.ui.look;

import dev.sonde.themes.Theme;
import dev.sonde.themes.Themes;
import dev.sonde.themes.Token;
import java.net.URL;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** The theme in use. Owned by the FX thread. */
public final class Look {
    private static boolean fontsLoaded;

    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>();
    private Palette palette;

    /** Begins with a theme and loads its fonts. */
    public Look(Theme start) {
        theme.set(start);
        palette = new Palette(start);
        loadFonts(start);
    }

    /** The look of that name, or the dark one. */
    public static Look named(String name) {
        return new Look(Themes.named(name).or(() -> Themes.named("dark")).orElseThrow());
    }

    /** The theme; painters paint anew when it changes. */
    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    /** Takes another theme. */
    public void use(Theme other) {
        palette = new Palette(other);
        theme.set(other);
    }

    /** Takes the theme that comes after this one. */
    public void next() {
        List<Theme> all = Themes.all();
        int now = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(theme.get().name())) {
                now = i;
            }
        }
        use(all.get((now + 1) % all.size()));
    }

    /** Dresses a scene, now and whenever the theme changes. */
    public void dress(Scene scene) {
        apply(scene, theme.get());
        theme.addListener((observable, old, now) -> {
            scene.getRoot().getStyleClass().remove(old.styleClass());
            apply(scene, now);
        });
    }

    /** The colours of the theme in use, for painters on other threads. */
    public Palette palette() {
        return palette;
    }

    /** The colour of a token. */
    public Color colour(Token token) {
        return palette.colour(token);
    }

    /** The colour of a token, see-through. */
    public Color colour(Token token, double opacity) {
        return palette.colour(token, opacity);
    }

    private void apply(Scene scene, Theme now) {
        scene.getRoot().getStyleClass().add(now.styleClass());
        scene.getStylesheets().setAll(now.styleSheets());
        scene.getStylesheets().addFirst(now.tokenSheetUrl());
        scene.setFill(colour(Token.SURFACE_BASE));
    }

    private static void loadFonts(Theme theme) {
        if (fontsLoaded) {
            return;
        }
        fontsLoaded = true;
        for (URL font : theme.fonts()) {
            if (Font.loadFont(font.toExternalForm(), 12) == null) {
                throw new IllegalStateException("A font of the build can't be read: " + font);
            }
        }
    }
}

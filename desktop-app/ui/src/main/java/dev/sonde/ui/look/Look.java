package dev.sonde.ui.look;

import dev.sonde.themes.Theme;
import dev.sonde.themes.Themes;
import dev.sonde.themes.Token;
import dev.sonde.ui.number.Clocks;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/** How things are shown: the theme in use, the user's own style sheet, the clock, and whether things move. Owned by the FX thread. */
public final class Look {
    private static final String STILL = "sd-still";

    /** Where a window can have no holes, what lies outside of round corners is white: menus and hints have square ones. */
    private static final String OPAQUE = "sd-opaque";

    private static boolean fontsLoaded;

    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Clocks> clocks = new ReadOnlyObjectWrapper<>(Clocks.system());
    private final List<Runnable> onChange = new ArrayList<>();
    private final List<Scene> scenes = new ArrayList<>();
    private Runnable wish = this::next;
    private Palette palette;
    private String ownSheet = "";
    private String density = "sd-usual";
    private boolean still;

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

    /** The clock that all times are read on. */
    public ReadOnlyObjectProperty<Clocks> clocksProperty() {
        return clocks.getReadOnlyProperty();
    }

    /** The clock that all times are read on. */
    public Clocks clocks() {
        return clocks.get();
    }

    /** Calls back when what painters see has changed: theme or clock. */
    public void onChange(Runnable listener) {
        onChange.add(listener);
    }

    /** Takes another theme. */
    public void use(Theme other) {
        Theme before = theme.get();
        palette = new Palette(other);
        theme.set(other);
        for (Scene scene : scenes) {
            scene.getRoot().getStyleClass().remove(before.styleClass());
            apply(scene, other);
        }
        onChange.forEach(Runnable::run);
    }

    /** Takes another clock. */
    public void use(Clocks other) {
        if (!other.equals(clocks.get())) {
            clocks.set(other);
            onChange.forEach(Runnable::run);
        }
    }

    /** Takes the user's own style sheet, as an address that a scene accepts, or empty for none. */
    public void useSheet(String address) {
        if (!address.equals(ownSheet)) {
            ownSheet = address;
            scenes.forEach(scene -> apply(scene, theme.get()));
        }
    }

    /** Lets nothing move any more, or lets it move. */
    public void still(boolean on) {
        if (still == on) {
            return;
        }
        still = on;
        scenes.forEach(scene -> apply(scene, theme.get()));
    }

    /** Takes another distance of rows: the style class of the root is named after it. */
    public void density(String name) {
        String wanted = "sd-" + name;
        if (!wanted.equals(density)) {
            String before = density;
            density = wanted;
            for (Scene scene : scenes) {
                scene.getRoot().getStyleClass().remove(before);
                apply(scene, theme.get());
            }
        }
    }

    /** Whether nothing shall move. */
    public boolean isStill() {
        return still;
    }

    /** Who chooses another theme when the user wishes one, in place of this. */
    public void onWish(Runnable chooser) {
        wish = chooser;
    }

    /** The user wishes another theme. */
    public void wishNext() {
        wish.run();
    }

    /** The theme that comes after this one. */
    public Theme after() {
        List<Theme> all = Themes.all();
        int now = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(theme.get().name())) {
                now = i;
            }
        }
        return all.get((now + 1) % all.size());
    }

    private void next() {
        use(after());
    }

    /** Dresses a scene, now and whenever the theme changes. */
    public void dress(Scene scene) {
        scenes.add(scene);
        apply(scene, theme.get());
        // Only with a window: before, a scene may be made on another thread, which can't ask.
        scene.windowProperty().subscribe(window -> {
            List<String> classes = scene.getRoot().getStyleClass();
            boolean opaque = window != null && !Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW);
            if (opaque && !classes.contains(OPAQUE)) {
                classes.add(OPAQUE);
            }
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
        List<String> classes = scene.getRoot().getStyleClass();
        classes.removeAll(List.of(now.styleClass(), density, STILL));
        classes.addAll(List.of(now.styleClass(), density));
        if (still) {
            classes.add(STILL);
        }
        List<String> sheets = new ArrayList<>();
        sheets.add(now.tokenSheetUrl());
        sheets.addAll(now.styleSheets());
        if (!ownSheet.isEmpty()) {
            sheets.add(ownSheet);
        }
        if (!sheets.equals(scene.getStylesheets())) {
            scene.getStylesheets().setAll(sheets);
        }
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

package dev.sonde.themes;

import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds themes. */
public final class Themes {
    /** Static cuts only: JavaFX reads no variable fonts. */
    static final List<String> FONTS = List.of(
            "fonts/Inter-Regular.ttf",
            "fonts/Inter-Medium.ttf",
            "fonts/Inter-SemiBold.ttf",
            "fonts/JetBrainsMonoNL-Regular.ttf",
            "fonts/JetBrainsMonoNL-Medium.ttf");

    private Themes() {}

    /** All themes there are. */
    public static List<Theme> all() {
        return ServiceLoader.load(Theme.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The theme of that name, or empty when there is none. */
    public static Optional<Theme> named(String name) {
        return all().stream().filter(theme -> theme.name().equals(name)).findFirst();
    }

    /** The fonts that all themes write with. */
    public static List<URL> fonts() {
        return FONTS.stream().map(Themes::resource).toList();
    }

    static URL resource(String name) {
        URL url = Themes.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException("The build lacks " + name);
        }
        return url;
    }
}

package dev.sonde.themes;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A look of the window. Themes are found by service loading, see {@link Themes}. */
public interface Theme {
    /** The name in commands and settings, for example {@code dark}. */
    String name();

    /** The name for people, for example {@code High contrast}. */
    String title();

    /** Whether light text stands on dark ground. */
    boolean dark();

    /** The contrast that text reaches on every surface it may sit on, by WCAG 2.2: 4.5 is AA, 7 is AAA. */
    default double textContrast() {
        return 4.5;
    }

    /** The style class of the root node, for example {@code sd-dark}. */
    default String styleClass() {
        return "sd-" + name();
    }

    /** The colour of a token as {@code 0xRRGGBB}. */
    default int rgb(Token token) {
        return token.rgb(dark());
    }

    /** The style sheets of all controls, in the order they are added. They look colours up and hold none. */
    default List<String> styleSheets() {
        return List.of(
                Themes.resource("controls.css").toExternalForm(),
                Themes.resource("views.css").toExternalForm());
    }

    /** The style sheet that defines the tokens, as text. */
    default String tokenSheet() {
        // Popups have a root of their own, without the style class of the theme.
        StringBuilder sheet = new StringBuilder(".root {\n");
        for (Token token : Token.values()) {
            sheet.append("    ").append(token.lookup()).append(": #");
            sheet.append("%06x".formatted(rgb(token))).append(";\n");
        }
        return sheet.append("}\n").toString();
    }

    /** The style sheet that defines the tokens, as an address that a scene accepts. */
    default String tokenSheetUrl() {
        byte[] bytes = tokenSheet().getBytes(StandardCharsets.UTF_8);
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** The fonts that have to be loaded before the window is shown. */
    default List<URL> fonts() {
        return Themes.fonts();
    }
}

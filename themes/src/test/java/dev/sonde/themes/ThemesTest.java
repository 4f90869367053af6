package dev.sonde.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThemesTest {
    private static final Pattern LOOKUP = Pattern.compile("-sd-[a-z0-9-]+");
    private static final Pattern LITERAL = Pattern.compile(
            "#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsba?\\(|(?<!smoothing-type):\\s*[^;]*\\b(white|black|red|gray|grey|blue)\\b");

    static List<Theme> themes() {
        return Themes.all();
    }

    @Test
    void themesAreFoundByServiceLoading() {
        assertThat(Themes.all()).extracting(Theme::name).contains("dark", "light", "high-contrast");
        assertThat(Themes.named("light")).map(Theme::dark).contains(false);
        assertThat(Themes.named("none")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("themes")
    void everyColourThatAStyleSheetLooksUpIsDefined(Theme theme) {
        Set<String> defined = Arrays.stream(Token.values()).map(Token::lookup).collect(Collectors.toSet());
        assertThat(theme.tokenSheet()).contains(defined);
        for (String sheet : theme.styleSheets()) {
            Set<String> used = new TreeSet<>();
            LOOKUP.matcher(read(sheet)).results().forEach(match -> used.add(match.group()));
            assertThat(used).as(sheet).isNotEmpty().isSubsetOf(defined);
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void noStyleSheetHoldsAColourOfItsOwn(Theme theme) {
        for (String sheet : theme.styleSheets()) {
            assertThat(LITERAL.matcher(read(sheet)).results().map(match -> match.group()))
                    .as(sheet)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void allFontsAreBundledTogetherWithTheirLicences(Theme theme) {
        assertThat(theme.fonts()).hasSize(5);
        for (String name : List.of("fonts/Inter-OFL.txt", "fonts/JetBrainsMono-OFL.txt")) {
            assertThat(read(Themes.resource(name).toExternalForm())).contains("SIL OPEN FONT LICENSE Version 1.1");
        }
        assertThat(read(Themes.resource("icons/Lucide-LICENSE.txt").toExternalForm()))
                .contains("ISC License");
    }

    @ParameterizedTest
    @MethodSource("themes")
    void textReachesTheContrastOfItsThemeOnEverySurfaceItMaySitOn(Theme theme) {
        List<Token> texts = List.of(
                Token.TEXT_PRIMARY,
                Token.TEXT_SECONDARY,
                Token.TEXT_MUTED,
                Token.ACCENT_DEFAULT,
                Token.WINDOW_B,
                Token.STATUS_OK,
                Token.STATUS_WARN,
                Token.STATUS_ERROR,
                Token.STATUS_INFO);
        List<Token> surfaces = List.of(
                Token.SURFACE_BASE,
                Token.SURFACE_PANEL,
                Token.SURFACE_RAISED,
                Token.SURFACE_OVERLAY,
                Token.SURFACE_INSET,
                Token.SURFACE_HOVER,
                Token.SURFACE_SELECTED,
                Token.SURFACE_SELECTED_IDLE);
        for (Token text : texts) {
            for (Token surface : surfaces) {
                assertThat(contrast(theme.rgb(text), theme.rgb(surface)))
                        .as("%s on %s", text, surface)
                        .isGreaterThanOrEqualTo(theme.textContrast());
            }
        }
        assertThat(contrast(theme.rgb(Token.BORDER_CONTROL), theme.rgb(Token.SURFACE_PANEL)))
                .isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("themes")
    void wordsOnAGroundOfTheirOwnColourReachItToo(Theme theme) {
        Map<Token, Token> grounds = Map.of(
                Token.ACCENT_FILL, Token.TEXT_ON_ACCENT,
                Token.ACCENT_TINT, Token.ACCENT_DEFAULT,
                Token.WINDOW_B_TINT, Token.WINDOW_B,
                Token.STATUS_OK_TINT, Token.STATUS_OK,
                Token.STATUS_WARN_TINT, Token.STATUS_WARN,
                Token.STATUS_ERROR_TINT, Token.STATUS_ERROR,
                Token.STATUS_INFO_TINT, Token.STATUS_INFO);
        grounds.forEach((ground, words) -> assertThat(contrast(theme.rgb(words), theme.rgb(ground)))
                .as("%s on %s", words, ground)
                .isGreaterThanOrEqualTo(theme.textContrast()));
    }

    @Test
    void highContrastMeansAaaForTextAndEdgesThatAreSeenAsWellAsText() {
        Theme theme = Themes.named("high-contrast").orElseThrow();
        assertThat(theme.textContrast()).isEqualTo(7);
        for (Token edge : List.of(Token.BORDER_DEFAULT, Token.BORDER_STRONG, Token.BORDER_CONTROL)) {
            assertThat(contrast(theme.rgb(edge), theme.rgb(Token.SURFACE_PANEL)))
                    .as("%s", edge)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void highContrastTellsTheEmptyPartOfABarFromTheGroundAndFromTheBar() {
        Theme theme = Themes.named("high-contrast").orElseThrow();
        for (Token other : List.of(
                Token.SURFACE_PANEL,
                Token.SERIES_1,
                Token.SERIES_4,
                Token.SERIES_6,
                Token.STATUS_ERROR,
                Token.TEXT_MUTED,
                Token.ACCENT_DEFAULT)) {
            assertThat(contrast(theme.rgb(Token.SURFACE_TRACK), theme.rgb(other)))
                    .as("%s", other)
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Icon.class)
    void anIconStaysOnItsGrid(Icon icon) {
        assertThat(icon.path()).matches("[MmLlHhVvCcSsQqTtAaZz0-9eE ,.\\-]+").startsWith("M");
    }

    /** Contrast of two colours by WCAG 2.2, section 1.4.3. */
    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static String read(String url) {
        try (var in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

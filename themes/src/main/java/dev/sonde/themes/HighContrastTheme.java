package dev.sonde.themes;

import java.util.Map;

/** White text on black ground, with edges that are seen: text reaches contrast AAA, 7 to 1. */
public final class HighContrastTheme implements Theme {
    /** Series, heat and flames are those of the dark theme: they are told apart on black as well. */
    private static final Map<Token, Integer> COLOURS = Map.ofEntries(
            Map.entry(Token.SURFACE_BASE, 0x000000),
            Map.entry(Token.SURFACE_PANEL, 0x000000),
            Map.entry(Token.SURFACE_RAISED, 0x0A0A0A),
            Map.entry(Token.SURFACE_OVERLAY, 0x101010),
            Map.entry(Token.SURFACE_INSET, 0x000000),
            Map.entry(Token.SURFACE_TRACK, 0x484848),
            Map.entry(Token.SURFACE_HOVER, 0x1C1C1C),
            Map.entry(Token.SURFACE_SELECTED, 0x00284F),
            Map.entry(Token.SURFACE_SELECTED_IDLE, 0x222222),
            Map.entry(Token.SURFACE_SCRIM, 0x000000),
            Map.entry(Token.BORDER_SUBTLE, 0x6E6E6E),
            Map.entry(Token.BORDER_DEFAULT, 0x8C8C8C),
            Map.entry(Token.BORDER_STRONG, 0xC4C4C4),
            Map.entry(Token.BORDER_CONTROL, 0xFFFFFF),
            Map.entry(Token.TEXT_PRIMARY, 0xFFFFFF),
            Map.entry(Token.TEXT_SECONDARY, 0xF0F0F0),
            Map.entry(Token.TEXT_MUTED, 0xDADADA),
            Map.entry(Token.TEXT_DISABLED, 0x9C9C9C),
            Map.entry(Token.TEXT_ON_ACCENT, 0xFFFFFF),
            Map.entry(Token.ACCENT_DEFAULT, 0x7CC4FF),
            Map.entry(Token.ACCENT_HOVER, 0xB0DCFF),
            Map.entry(Token.ACCENT_FILL, 0x00509E),
            Map.entry(Token.WINDOW_B, 0xE3D6FF),
            Map.entry(Token.STATUS_OK, 0x5CF2B8),
            Map.entry(Token.STATUS_WARN, 0xFFD75E),
            Map.entry(Token.STATUS_ERROR, 0xFFACA6),
            Map.entry(Token.STATUS_INFO, 0xA3DEFF),
            Map.entry(Token.CHART_GRID, 0x3C3C3C),
            Map.entry(Token.CHART_CROSSHAIR, 0xFFFFFF),
            Map.entry(Token.STATUS_OK_TINT, 0x00281A),
            Map.entry(Token.STATUS_OK_LINE, 0x5CF2B8),
            Map.entry(Token.STATUS_WARN_TINT, 0x2E2400),
            Map.entry(Token.STATUS_WARN_LINE, 0xFFD75E),
            Map.entry(Token.STATUS_ERROR_TINT, 0x360A08),
            Map.entry(Token.STATUS_ERROR_LINE, 0xFFACA6),
            Map.entry(Token.STATUS_INFO_TINT, 0x0A2838),
            Map.entry(Token.STATUS_INFO_LINE, 0xA3DEFF),
            Map.entry(Token.ACCENT_TINT, 0x00264A),
            Map.entry(Token.WINDOW_B_TINT, 0x261C3C));

    /** For service loading. */
    public HighContrastTheme() {}

    @Override
    public String name() {
        return "high-contrast";
    }

    @Override
    public String title() {
        return "High contrast";
    }

    @Override
    public boolean dark() {
        return true;
    }

    @Override
    public double textContrast() {
        return 7;
    }

    @Override
    public int rgb(Token token) {
        return COLOURS.getOrDefault(token, token.rgb(true));
    }
}

package dev.sonde.themes;

import java.util.Locale;

/**
 * The colours of Sonde: the one table that style sheets and painters read. No component holds a colour of its own.
 *
 * <p>In a style sheet {@link #SURFACE_PANEL} is the looked-up colour {@code -sd-surface-panel}.
 */
public enum Token {
    /** {@code surface.base}. */
    SURFACE_BASE(0x0F1216, 0xEEF1F5),
    /** {@code surface.panel}. */
    SURFACE_PANEL(0x151A20, 0xFFFFFF),
    /** {@code surface.raised}. */
    SURFACE_RAISED(0x1C222A, 0xF5F7FA),
    /** {@code surface.overlay}. */
    SURFACE_OVERLAY(0x232A33, 0xFFFFFF),
    /** {@code surface.inset}. */
    SURFACE_INSET(0x0C0F13, 0xFFFFFF),
    /** {@code surface.track}. */
    SURFACE_TRACK(0x0A0D11, 0xE6EAF0),
    /** {@code surface.hover}. */
    SURFACE_HOVER(0x202731, 0xEDF1F6),
    /** {@code surface.selected}. */
    SURFACE_SELECTED(0x16304F, 0xE0EDFD),
    /** {@code surface.selected-idle}. */
    SURFACE_SELECTED_IDLE(0x222C38, 0xE4E9F0),
    /** {@code surface.scrim}. */
    SURFACE_SCRIM(0x05070A, 0x1A2029),
    /** {@code border.subtle}. */
    BORDER_SUBTLE(0x222932, 0xE3E8EE),
    /** {@code border.default}. */
    BORDER_DEFAULT(0x2C343F, 0xCFD6DF),
    /** {@code border.strong}. */
    BORDER_STRONG(0x465160, 0x98A3B1),
    /** {@code border.control}. */
    BORDER_CONTROL(0x6B7788, 0x7D8897),
    /** {@code text.primary}. */
    TEXT_PRIMARY(0xE8ECF2, 0x141920),
    /** {@code text.secondary}. */
    TEXT_SECONDARY(0xB4BECA, 0x434D5A),
    /** {@code text.muted}. */
    TEXT_MUTED(0x909CAB, 0x5A6472),
    /** {@code text.disabled}. */
    TEXT_DISABLED(0x5F6B79, 0x98A3B1),
    /** {@code text.on-accent}. */
    TEXT_ON_ACCENT(0xFFFFFF, 0xFFFFFF),
    /** {@code accent.default}. */
    ACCENT_DEFAULT(0x4FA6FF, 0x0B62D0),
    /** {@code accent.hover}. */
    ACCENT_HOVER(0x7ABCFF, 0x084EA8),
    /** {@code accent.fill}. */
    ACCENT_FILL(0x1D64B8, 0x0B62D0),
    /** {@code window.b}. */
    WINDOW_B(0xD8C9FF, 0x4B2A94),
    /** {@code status.ok}. */
    STATUS_OK(0x35B98A, 0x0C7852),
    /** {@code status.warn}. */
    STATUS_WARN(0xF0BE4A, 0x7A5000),
    /** {@code status.error}. */
    STATUS_ERROR(0xFF6F6A, 0xCC1F2F),
    /** {@code status.info}. */
    STATUS_INFO(0x79C9F5, 0x0B5C90),
    /** {@code chart.grid}. */
    CHART_GRID(0x1E242C, 0xEBEFF4),
    /** {@code chart.crosshair}. */
    CHART_CROSSHAIR(0xD5DCE6, 0x2A323D),
    /** {@code status.ok.tint}. */
    STATUS_OK_TINT(0x1A3230, 0xE7F2EE),
    /** {@code status.ok.line}. */
    STATUS_OK_LINE(0x236250, 0x92C2B1),
    /** {@code status.warn.tint}. */
    STATUS_WARN_TINT(0x363326, 0xF2EEE6),
    /** {@code status.warn.line}. */
    STATUS_WARN_LINE(0x786433, 0xC3B08C),
    /** {@code status.error.tint}. */
    STATUS_ERROR_TINT(0x38272B, 0xFAE9EA),
    /** {@code status.error.line}. */
    STATUS_ERROR_LINE(0x7E4041, 0xE89AA1),
    /** {@code status.info.tint}. */
    STATUS_INFO_TINT(0x243440, 0xE7EFF4),
    /** {@code status.info.line}. */
    STATUS_INFO_LINE(0x426980, 0x91B6CD),
    /** {@code accent.tint}. */
    ACCENT_TINT(0x1E2F41, 0xE7EFFA),
    /** {@code window.b.tint}. */
    WINDOW_B_TINT(0x323441, 0xEDEAF4),
    /** {@code series.1}. */
    SERIES_1(0x6DA9F5, 0x2E6FCE),
    /** {@code series.2}. */
    SERIES_2(0xE7A92F, 0xBF6F05),
    /** {@code series.3}. */
    SERIES_3(0x3AA475, 0x1F7A58),
    /** {@code series.4}. */
    SERIES_4(0xE178B0, 0xBB3B7D),
    /** {@code series.5}. */
    SERIES_5(0xECE18C, 0x9F915F),
    /** {@code series.6}. */
    SERIES_6(0x906ACE, 0x58329F),
    /** {@code series.7}. */
    SERIES_7(0x8FDDE7, 0x2694B1),
    /** {@code series.8}. */
    SERIES_8(0xC26949, 0x7A3520),
    /** {@code flame.kernel}. */
    FLAME_KERNEL(0xD78261, 0xF19773),
    /** {@code flame.native}. */
    FLAME_NATIVE(0xE4C46B, 0xF7DD7D),
    /** {@code flame.jvm}. */
    FLAME_JVM(0x76BF81, 0x8CD195),
    /** {@code flame.go}. */
    FLAME_GO(0x57C3CF, 0x78D5E0),
    /** {@code flame.python}. */
    FLAME_PYTHON(0x668ED8, 0x7BA4F0),
    /** {@code flame.node}. */
    FLAME_NODE(0xE7BCF1, 0xF3D0FB),
    /** {@code flame.inlined}. */
    FLAME_INLINED(0xE3E1DD, 0xF2F0EC),
    /** {@code flame.unknown}. */
    FLAME_UNKNOWN(0x7A8189, 0x9299A1),
    /** {@code heat.1}. */
    HEAT_1(0x121E33, 0xF6F5E2),
    /** {@code heat.2}. */
    HEAT_2(0x323C78, 0xE0E69A),
    /** {@code heat.3}. */
    HEAT_3(0x2760A0, 0x8ED388),
    /** {@code heat.4}. */
    HEAT_4(0x0A7EA6, 0x4AB89A),
    /** {@code heat.5}. */
    HEAT_5(0x1799A5, 0x1B9CA0),
    /** {@code heat.6}. */
    HEAT_6(0x44B29E, 0x0880A0),
    /** {@code heat.7}. */
    HEAT_7(0x73CA8A, 0x1F6097),
    /** {@code heat.8}. */
    HEAT_8(0xB3DB6A, 0x2B3A7C),
    /** {@code heat.9}. */
    HEAT_9(0xFFF39A, 0x181439),
    /** {@code difference.1}. */
    DIFFERENCE_1(0x5AA5F2, 0x1B5FB4),
    /** {@code difference.2}. */
    DIFFERENCE_2(0x4580BE, 0x5289C8),
    /** {@code difference.3}. */
    DIFFERENCE_3(0x355F8C, 0x8CB2DD),
    /** {@code difference.4}. */
    DIFFERENCE_4(0x2A4259, 0xC7DAEF),
    /** {@code difference.5}. */
    DIFFERENCE_5(0x2B323C, 0xE6EAEF),
    /** {@code difference.6}. */
    DIFFERENCE_6(0x5B4331, 0xF5DDC2),
    /** {@code difference.7}. */
    DIFFERENCE_7(0x8F5B31, 0xE7B27A),
    /** {@code difference.8}. */
    DIFFERENCE_8(0xC67732, 0xCF8332),
    /** {@code difference.9}. */
    DIFFERENCE_9(0xF39A3D, 0xA9590A),
    /** {@code flame.text}. */
    FLAME_TEXT(0x0B0E12, 0x0B0E12);

    private final int dark;
    private final int light;

    Token(int dark, int light) {
        this.dark = dark;
        this.light = light;
    }

    /** The colour as {@code 0xRRGGBB}. */
    public int rgb(boolean inDark) {
        return inDark ? dark : light;
    }

    /** The name it is looked up by in style sheets, for example {@code -sd-surface-panel}. */
    public String lookup() {
        return "-sd-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

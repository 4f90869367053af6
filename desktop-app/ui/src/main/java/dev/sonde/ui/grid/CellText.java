package dev.sonde.ui.grid;

/**
 * What a cell says.
 *
 * @param text the text
 * @param style a style class that colours it, or empty
 */
public record CellText(String text, String style) {
    /** Plain text. */
    public static CellText of(String text) {
        return new CellText(text, "");
    }

    /** Text of less weight. */
    public static CellText muted(String text) {
        return new CellText(text, "sd-muted");
    }
}

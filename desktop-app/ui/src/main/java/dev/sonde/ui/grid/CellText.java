package dev.sonde.ui.grid;

import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Shares;
import org.jspecify.annotations.Nullable;

/**
 * What a cell says.
 *
 * @param text the text
 * @param style a style class that colours it, or empty
 */
public record CellText(String text, String style) {
    private static final double MANY_ERRORS = 0.01;

    /** Plain text. */
    public static CellText of(String text) {
        return new CellText(text, "");
    }

    /** Text of less weight. */
    public static CellText muted(String text) {
        return new CellText(text, "sd-muted");
    }

    /** A percentile, of less weight where there are too few calls for it. */
    public static CellText percentile(double quantile, long calls, @Nullable Long nanos) {
        String text = Percentiles.text(quantile, calls, nanos);
        return nanos != null && Percentiles.enough(quantile, calls) ? of(text) : muted(text);
    }

    /** The share of calls that failed. */
    public static CellText errors(double share) {
        String style = share == 0 ? "sd-muted" : share >= MANY_ERRORS ? "sd-error" : "sd-warn";
        return new CellText(Shares.digits(share), style);
    }

    /** How a figure changed. */
    public static CellText change(Change change) {
        return new CellText(change.mark() + change.text(), change.weight().style());
    }
}

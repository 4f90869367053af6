package dev.sonde.ui.requests;

import dev.sonde.core.series.Series;
import dev.sonde.core.series.Signal;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Line;
import dev.sonde.ui.chart.Path;
import dev.sonde.ui.chart.Raster;
import dev.sonde.ui.chart.Rules;
import dev.sonde.ui.chart.TimeScale;
import dev.sonde.ui.chart.ValueScale;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Typeface;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Percentiles over time as lines over the cells of a heatmap, on its scales. */
final class PercentileLines {
    /** What is drawn, from the lowest up. */
    static final List<Kind> KINDS = List.of(
            new Kind("p50", Signal.P50, Token.SERIES_1, false),
            new Kind("p95", Signal.P95, Token.SERIES_7, true),
            new Kind("p99", Signal.P99, Token.SERIES_2, false));

    /** Room that the key takes, with a gap before it. */
    static final double KEY_WIDTH = 172;

    private static final double WIDTH = 1.5;

    /** Ground on both sides of a line keeps it in sight on cells of any colour. */
    private static final double GROUND_WIDTH = 4;

    private static final double GROUND_OPACITY = 0.75;
    private static final double KEY_LINE = 16;

    private PercentileLines() {}

    /** One line; dashes tell p95 from p50, whose colours are both blue. */
    record Kind(String name, Signal signal, Token colour, boolean dashed) {}

    /** Paints them on what is there; a bucket without calls has no percentile: the line breaks there. */
    static void paint(Raster raster, Look look, Series series, TimeScale time, ValueScale value) {
        Path path = new Path();
        long step = series.window().durationNanos() / Math.max(1, series.buckets());
        for (Kind kind : KINDS) {
            double[] values = new double[series.buckets()];
            for (int bucket = 0; bucket < values.length; bucket++) {
                double nanos = series.value(kind.signal(), bucket);
                values[bucket] = nanos > 0 ? nanos : Double.NaN;
            }
            path.set(new Line(kind.name(), kind.colour(), series.window().fromNanos(), step, values), time, value);
            raster.line(path, look.colour(Token.SURFACE_INSET, GROUND_OPACITY), GROUND_WIDTH);
            if (kind.dashed()) {
                raster.dashes(path, look.colour(kind.colour()), WIDTH);
            } else {
                raster.line(path, look.colour(kind.colour()), WIDTH);
            }
        }
    }

    /** The key, which ends at {@code right}. */
    static void key(GraphicsContext g, Look look, double right, double y) {
        Typeface.AXIS.use(g);
        g.setTextAlign(TextAlignment.LEFT);
        g.setLineWidth(2);
        double x = right;
        for (Kind kind : KINDS.reversed()) {
            x -= Typeface.AXIS.width(kind.name());
            g.setFill(look.colour(Token.TEXT_MUTED));
            g.fillText(kind.name(), x, y);
            x -= KEY_LINE + 5;
            g.setStroke(look.colour(kind.colour()));
            if (kind.dashed()) {
                g.setLineDashes(4, 2);
            }
            Rules.across(g, x, x + KEY_LINE, y);
            g.setLineDashes();
            x -= 14;
        }
    }
}

package dev.sonde.ui.chart;

import dev.sonde.core.time.Window;
import dev.sonde.themes.Token;
import dev.sonde.ui.look.Look;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;

/** What all charts over time are marked with: the windows, loss, the cursor. */
public final class Brushes {
    /** Room that a chart leaves about a recording. */
    private static final double SLACK = 8;

    private Brushes() {}

    /**
     * Windows and losses of a chart.
     *
     * @param a window A
     * @param b the baseline, or null
     * @param losses stretches in which something was lost
     */
    public record Marks(@Nullable Window a, @Nullable Window b, List<Window> losses) {
        /** No marks. */
        public static final Marks NONE = new Marks(null, null, List.of());
    }

    /** Fills the windows behind the lines. */
    public static void windows(GraphicsContext g, Look look, TimeScale time, double top, double bottom, Marks marks) {
        band(g, time, marks.b(), top, bottom, look.colour(Token.WINDOW_B, 0.08));
        edges(g, time, marks.b(), top, bottom, look.colour(Token.WINDOW_B, 0.5));
        // A window that is all there is sets nothing apart.
        Window a = marks.a();
        boolean all = a != null
                && time.x(a.fromNanos()) <= time.left() + SLACK
                && time.x(a.toNanos()) >= time.right() - SLACK;
        if (!all) {
            band(g, time, a, top, bottom, look.colour(Token.ACCENT_DEFAULT, 0.16));
        }
    }

    /** Hatches the stretches in which counts are low, behind the data and softly: a mark, no curtain. */
    public static void losses(GraphicsContext g, Look look, TimeScale time, double top, double bottom, Marks marks) {
        for (Window loss : marks.losses()) {
            double from = Math.max(time.left(), time.x(loss.fromNanos()));
            double to = Math.min(time.right(), Math.max(time.x(loss.toNanos()), from + 3));
            if (to > from) {
                hatch(g, look.colour(Token.STATUS_WARN, 0.34), from, top, to - from, bottom - top);
            }
        }
    }

    /** The cursor that all charts share. */
    public static void cursor(GraphicsContext g, Look look, double x, double top, double bottom) {
        g.setStroke(look.colour(Token.CHART_CROSSHAIR));
        g.setLineWidth(1);
        g.setLineDashes(1, 3);
        Rules.down(g, snap(x), top, bottom);
        g.setLineDashes();
    }

    /** The time selected by a drag, which A and B take. */
    public static void picked(GraphicsContext g, Look look, TimeScale time, double top, double bottom, Window picked) {
        band(g, time, picked, top, bottom, look.colour(Token.TEXT_PRIMARY, 0.12));
        g.setStroke(look.colour(Token.TEXT_PRIMARY, 0.6));
        g.setLineWidth(1);
        for (long edge : new long[] {picked.fromNanos(), picked.toNanos()}) {
            double x = snap(time.x(edge));
            if (x >= time.left() && x <= time.right()) {
                Rules.down(g, x, top, bottom);
            }
        }
    }

    /** Dims what comes after the playhead of a replay: it is not hidden. */
    public static void after(GraphicsContext g, Look look, TimeScale time, double top, double bottom, long playhead) {
        double from = Math.clamp(time.x(playhead), time.left(), time.right());
        g.setFill(look.colour(Token.SURFACE_INSET, 0.62));
        g.fillRect(from, top, time.right() - from, bottom - top);
        g.setStroke(look.colour(Token.TEXT_PRIMARY));
        g.setLineWidth(1);
        if (from > time.left() && from < time.right()) {
            Rules.down(g, snap(from), top, bottom);
        }
    }

    /** Lines at 45 degrees, 6 pixels apart. */
    public static void hatch(GraphicsContext g, Paint paint, double x, double y, double width, double height) {
        g.save();
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
        g.setStroke(paint);
        g.setLineWidth(1);
        // Counted from 0, so that neighbouring stretches and charts line up.
        double first = Math.floor((x + y) / 6) * 6;
        for (double sum = first; sum < x + width + y + height; sum += 6) {
            g.strokeLine(sum - y, y, sum - y - height, y + height);
        }
        g.restore();
    }

    /** The middle of a pixel, so that a line of one pixel is sharp. */
    public static double snap(double position) {
        return Math.floor(position) + 0.5;
    }

    /** A level of the baseline, right across: dashed, as all that is of B. */
    public static void level(GraphicsContext g, Look look, double left, double right, double y) {
        g.setStroke(look.colour(Token.WINDOW_B));
        g.setLineWidth(1);
        g.setLineDashes(2, 3);
        Rules.across(g, left, right, snap(y));
        g.setLineDashes();
    }

    private static void edges(
            GraphicsContext g, TimeScale time, @Nullable Window window, double top, double bottom, Paint paint) {
        if (window == null) {
            return;
        }
        g.setStroke(paint);
        g.setLineWidth(1);
        g.setLineDashes(2, 3);
        for (long edge : new long[] {window.fromNanos(), window.toNanos()}) {
            double x = snap(time.x(edge));
            if (x >= time.left() && x <= time.right()) {
                Rules.down(g, x, top, bottom);
            }
        }
        g.setLineDashes();
    }

    private static void band(
            GraphicsContext g, TimeScale time, @Nullable Window window, double top, double bottom, Paint paint) {
        if (window == null) {
            return;
        }
        double from = Math.max(time.left(), Math.rint(time.x(window.fromNanos())));
        double to = Math.min(time.right(), Math.rint(time.x(window.toNanos())));
        if (to > from) {
            g.setFill(paint);
            g.fillRect(from, top, to - from, bottom - top);
        }
    }
}

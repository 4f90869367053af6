package dev.sonde.ui.requests;

import dev.sonde.core.series.Heatmap;
import dev.sonde.core.series.Series;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.Raster;
import dev.sonde.ui.chart.Rules;
import dev.sonde.ui.chart.TimeScale;
import dev.sonde.ui.chart.ValueScale;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Palette;
import dev.sonde.ui.look.Typeface;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints the heatmap: its cells, axes, windows and key. Owned by the FX thread. */
final class HeatPainter {
    private static final double NARROWEST_STEP = 12;
    private static final double WIDEST_STEP = 26;
    private static final double GAP = 18;
    private static final double LETTER = 14;
    private static final double SWATCH = 16;
    private static final String CELL = "requests in a cell";
    private static final String LOST = "events lost, counts low";

    private final Look look;
    private final Raster raster = new Raster();
    private @Nullable Drawn drawn;

    /** What is drawn: cells if they are wanted, and lines on them. */
    record Data(
            Heatmap heatmap, boolean withCells, @Nullable Series percentiles) {}

    /** What the image depends on. */
    private record Drawn(Data data, Size size, long fromNanos, long toNanos, Palette palette) {}

    /** Where time and durations are. */
    record Scales(TimeScale time, ValueScale value) {}

    /**
     * How large the chart is.
     *
     * @param pixels of the screen for each unit
     */
    record Size(double width, double height, double pixels) {}

    HeatPainter(Look look) {
        this.look = look;
    }

    /** Thousands of cells, and the lines on them, are one image: painted when they change. */
    void data(GraphicsContext g, Data data, Scales scales, Size size) {
        TimeScale time = scales.time();
        Drawn wanted = new Drawn(data, size, time.fromNanos(), time.toNanos(), look.palette());
        if (!wanted.equals(drawn)) {
            drawn = wanted;
            raster.begin(
                    g,
                    time.left(),
                    HeatmapChart.TOP,
                    time.right() - time.left(),
                    scales.value().y(0) - HeatmapChart.TOP);
            if (data.withCells()) {
                cells(data.heatmap(), time, scales.value());
            }
            if (data.percentiles() != null) {
                PercentileLines.paint(raster, look, data.percentiles(), time, scales.value());
            }
        }
        raster.draw(g);
    }

    private void cells(Heatmap map, TimeScale time, ValueScale value) {
        double most = Math.log1p((double) map.maxCount());
        int buckets = map.request().buckets();
        for (int row = 0; row < map.rows(); row++) {
            double top = Math.rint(value.y((double) map.edgeNanos(row + 1)));
            double height = Math.rint(value.y((double) map.edgeNanos(row))) - top;
            for (int bucket = 0; bucket < buckets; bucket++) {
                long count = map.count(bucket, row);
                if (count == 0) {
                    continue;
                }
                double left =
                        Math.max(time.left(), Math.rint(time.x(map.request().bucketStartNanos(bucket))));
                double right =
                        Math.min(time.right(), Math.rint(time.x(map.request().bucketStartNanos(bucket + 1))));
                double gap = right - left > 4 && height > 4 ? 1 : 0;
                raster.rectangle(
                        left,
                        top,
                        Math.max(1, right - left - gap),
                        Math.max(1, height - gap),
                        look.colour(Heat.token(Math.log1p((double) count) / most)));
            }
        }
    }

    void axes(GraphicsContext g, Scales scales, double width, double bottom) {
        TimeScale time = scales.time();
        ValueScale value = scales.value();
        Typeface.AXIS.use(g);
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.RIGHT);
        for (double tick : value.ticks((int) Math.max(3, (bottom - HeatmapChart.TOP) / 22))) {
            double y = Brushes.snap(value.y(tick));
            g.setStroke(look.colour(Token.CHART_GRID));
            Rules.across(g, time.left(), time.right(), y);
            g.setFill(look.colour(Token.TEXT_MUTED));
            g.fillText(Durations.axis(tick), time.left() - 8, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        long step = time.step(96);
        for (long tick : time.ticks(step, look.clocks().offsetNanos(time.toNanos()))) {
            String label = look.clocks().tick(tick, step);
            double x = time.x(tick);
            double half = Typeface.AXIS.width(label) / 2;
            if (x - half > 2 && x + half < width - 2) {
                g.fillText(label, x, bottom + 13);
            }
        }
    }

    /** Begin and end of both windows, with their letters beside each other. */
    void edges(GraphicsContext g, TimeScale time, double bottom, Brushes.Marks marks) {
        Window a = marks.a();
        Window b = marks.b();
        boolean together = a != null && b != null && Math.abs(letterX(time, a) - letterX(time, b)) < LETTER;
        edges(g, time, bottom, b, true);
        letter(g, time, b, 0, true);
        edges(g, time, bottom, a, false);
        letter(g, time, a, together ? LETTER : 0, false);
    }

    private static double letterX(TimeScale time, Window window) {
        return Math.max(time.left(), time.x(window.fromNanos()));
    }

    private void letter(GraphicsContext g, TimeScale time, @Nullable Window window, double shift, boolean isB) {
        if (window == null) {
            return;
        }
        double x = letterX(time, window) + shift;
        if (x <= time.right()) {
            Typeface.TAG.use(g);
            g.setTextAlign(TextAlignment.CENTER);
            g.setFill(look.colour(isB ? Token.WINDOW_B : Token.ACCENT_DEFAULT));
            g.fillText(isB ? "B" : "A", x, HeatmapChart.TOP - 9);
        }
    }

    private void edges(GraphicsContext g, TimeScale time, double bottom, @Nullable Window window, boolean isB) {
        Token token = isB ? Token.WINDOW_B : Token.ACCENT_DEFAULT;
        if (window == null) {
            return;
        }
        g.setStroke(look.colour(token));
        g.setLineWidth(1);
        if (isB) {
            g.setLineDashes(3, 3);
        }
        for (long edge : new long[] {window.fromNanos(), window.toNanos()}) {
            if (time.shows(edge)) {
                Rules.down(g, Brushes.snap(time.x(edge)), HeatmapChart.TOP, bottom);
            }
        }
        g.setLineDashes();
    }

    /** What the colours mean, and where {@code lost} what the hatches do. */
    void key(GraphicsContext g, Heatmap map, boolean lost, Size size) {
        double y = size.height() - 26;
        double x = HeatmapChart.LEFT;
        Typeface.CAPTION.use(g);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(look.colour(Token.TEXT_MUTED));
        double most = Math.log1p((double) map.maxCount());
        double room = Math.floor(size.width()) - HeatmapChart.RIGHT - PercentileLines.KEY_WIDTH - x;
        double words = Typeface.CAPTION.width(CELL) + 14;
        // The tooltip says it, too.
        if (room - words >= (Heat.STEPS - 1) * NARROWEST_STEP) {
            g.fillText(CELL, x, y + 5);
            x += words;
            room -= words;
        }
        double wide = Math.clamp(Math.floor(room / (Heat.STEPS - 1)), NARROWEST_STEP, WIDEST_STEP);
        // One call has the second step already: the first is too close to an empty cell.
        for (int step = 1; step < Heat.STEPS; step++) {
            g.setFill(look.colour(Heat.step(step)));
            g.fillRect(x + (step - 1) * wide, y, wide, 10);
        }
        Typeface.AXIS.use(g);
        g.setTextAlign(TextAlignment.CENTER);
        g.setFill(look.colour(Token.TEXT_MUTED));
        long last = -1;
        for (int step = 1; step < Heat.STEPS; step++) {
            long count = Math.max(1, Math.round(Math.expm1(most * step / (Heat.STEPS - 1))));
            boolean labelled = step == 1 || step % 2 == 0;
            if (labelled && count != last) {
                g.fillText(Counts.text(count), x + (step - 1) * wide + wide / 2, y + 18);
            }
            last = count;
        }
        if (lost) {
            lost(g, x + (Heat.STEPS - 1) * wide + GAP, y, x + room);
        }
    }

    /** Said where there is room for it; the tooltip says it, too. */
    private void lost(GraphicsContext g, double x, double y, double right) {
        if (x + SWATCH + 6 + Typeface.CAPTION.width(LOST) > right) {
            return;
        }
        Brushes.hatch(g, look.colour(Token.STATUS_WARN), x, y, SWATCH, 10);
        Typeface.CAPTION.use(g);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(look.colour(Token.TEXT_MUTED));
        g.fillText(LOST, x + SWATCH + 6, y + 5);
    }
}

package dev.sonde.ui.sql;

import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.series.Callers;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.PaintedRegion;
import dev.sonde.ui.chart.Rules;
import dev.sonde.ui.chart.ValueScale;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Typeface;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.tip.Spot;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tips;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** How long the calls of a statement took: A by caller, B as a dashed line. Owned by the FX thread. */
final class DistributionChart extends PaintedRegion {
    private static final int BINS = 48;
    private static final double LEFT = 54;
    private static final double RIGHT = 12;
    private static final double TOP = 26;
    private static final double BOTTOM = 20;
    private static final Token[] COLOURS = {Token.SERIES_3, Token.SERIES_2, Token.SERIES_7, Token.SERIES_4};

    private List<Map.Entry<String, LatencyHistogram>> callers = List.of();
    private @Nullable LatencyHistogram before;

    DistributionChart(Look look) {
        super(look);
        setMinSize(0, 0);
        setAccessibleText("Distribution of durations, A against B");
        Tips.install(this, this::spot);
    }

    /** How many calls took as long as it is under the pointer, by caller. */
    private Optional<Spot> spot(MouseEvent event) {
        Bins bins = bins();
        double bottom = Math.floor(getHeight()) - BOTTOM;
        double x = event.getX();
        if (bins == null
                || x < LEFT
                || x > Math.floor(getWidth()) - RIGHT
                || event.getY() < TOP
                || event.getY() > bottom) {
            return Optional.empty();
        }
        ValueScale time = time(bins, Math.floor(getWidth()));
        int bin = bins.of((long) time.value(x));
        double left = time.y(bins.edgeNanos(bin));
        Bounds mark = new BoundingBox(left, TOP, time.y(bins.edgeNanos(bin + 1)) - left, bottom - TOP);
        return Optional.of(new Spot(bin, localToScene(mark), () -> tip(bins, bin)));
    }

    private Tip tip(Bins bins, int bin) {
        LatencyHistogram all = all();
        long inA = bins.counts(all)[bin];
        double shareA = (double) inA / all.count();
        LatencyHistogram b = before == null || before.count() == 0 ? null : before;
        double shareB = b == null ? Double.NaN : (double) bins.counts(b)[bin] / b.count();
        Tip tip = Tip.of(Counts.of(inA, "call") + " of " + Durations.text(bins.edgeNanos(bin)) + "–"
                        + Durations.text(bins.edgeNanos(bin + 1)))
                .under(b == null ? List.of("A") : Tip.COMPARED)
                .and(Tip.Line.compared(
                        "share of all calls",
                        Shares.text(shareA),
                        b == null ? null : Shares.text(shareB),
                        Change.ofAmount(shareA, shareB)));
        for (Map.Entry<String, LatencyHistogram> caller : callers) {
            long count = bins.counts(caller.getValue())[bin];
            tip = count == 0 || callers.size() == 1 ? tip : tip.and(caller.getKey(), Counts.text(count));
        }
        return tip;
    }

    private LatencyHistogram all() {
        LatencyHistogram all = new LatencyHistogram();
        callers.forEach(each -> all.add(each.getValue()));
        return all;
    }

    /** One scale for A and B; null where there are no calls. */
    private @Nullable Bins bins() {
        LatencyHistogram both = all();
        if (both.count() == 0) {
            return null;
        }
        if (before != null) {
            both.add(before);
        }
        return new Bins(both.quantileNanos(0), both.maxNanos(), BINS);
    }

    private static ValueScale time(Bins bins, double width) {
        return new ValueScale(bins.edgeNanos(0), bins.edgeNanos(BINS), LEFT, width - RIGHT, true);
    }

    void show(Callers a, @Nullable Callers b) {
        callers = a.durations().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, LatencyHistogram> each) ->
                                each.getValue().count())
                        .reversed())
                .toList();
        before = b == null ? null : b.all();
        repaint();
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        LatencyHistogram all = all();
        Bins bins = bins();
        if (bins == null || height < TOP + BOTTOM + 20) {
            return;
        }
        double bottom = height - BOTTOM;
        ValueScale time = time(bins, width);
        double most = Math.max(highest(bins, all), before == null ? 0 : highest(bins, before));
        ValueScale share = ValueScale.linear(most * 100, bottom, TOP);
        axes(g, time, share, width, bottom);
        bars(g, bins, time, share, all.count());
        if (before != null && before.count() > 0) {
            outline(g, bins, time, share, before);
        }
        legend(g, width);
    }

    private static double highest(Bins bins, LatencyHistogram durations) {
        double most = 0;
        for (long count : bins.counts(durations)) {
            most = Math.max(most, (double) count / Math.max(1, durations.count()));
        }
        return most;
    }

    private void bars(GraphicsContext g, Bins bins, ValueScale time, ValueScale share, long all) {
        double[] below = new double[bins.count()];
        for (int caller = 0; caller < callers.size(); caller++) {
            g.setFill(look().colour(colour(caller)));
            long[] counts = bins.counts(callers.get(caller).getValue());
            for (int bin = 0; bin < counts.length; bin++) {
                if (counts[bin] == 0) {
                    continue;
                }
                double from = below[bin];
                below[bin] += 100.0 * counts[bin] / all;
                double left = Math.rint(time.y(bins.edgeNanos(bin)));
                double right = Math.rint(time.y(bins.edgeNanos(bin + 1)));
                double top = share.y(below[bin]);
                g.fillRect(left, top, Math.max(1, right - left - 1), Math.max(1, share.y(from) - top));
            }
        }
    }

    private void outline(GraphicsContext g, Bins bins, ValueScale time, ValueScale share, LatencyHistogram durations) {
        long[] counts = bins.counts(durations);
        g.setStroke(look().colour(Token.WINDOW_B));
        g.setLineWidth(1.2);
        g.setLineDashes(3, 2);
        double last = share.y(0);
        for (int bin = 0; bin < counts.length; bin++) {
            double y = Brushes.snap(share.y(100.0 * counts[bin] / durations.count()));
            double left = Brushes.snap(time.y(bins.edgeNanos(bin)));
            Rules.down(g, left, Math.min(last, y), Math.max(last, y));
            Rules.across(g, left, Brushes.snap(time.y(bins.edgeNanos(bin + 1))), y);
            last = y;
        }
        g.setLineDashes();
    }

    private void axes(GraphicsContext g, ValueScale time, ValueScale share, double width, double bottom) {
        Typeface.AXIS.use(g);
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.RIGHT);
        for (double tick : share.ticks(3)) {
            double y = Brushes.snap(share.y(tick));
            g.setStroke(look().colour(Token.CHART_GRID));
            Rules.across(g, LEFT, width - RIGHT, y);
            g.setFill(look().colour(Token.TEXT_MUTED));
            g.fillText(Shares.text(tick / 100), LEFT - 6, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        for (double tick : time.ticks((int) Math.max(2, width / 70))) {
            double x = Brushes.snap(time.y(tick));
            g.setStroke(look().colour(Token.CHART_GRID));
            Rules.down(g, x, TOP, bottom);
            String label = Durations.axis(tick);
            double half = Typeface.AXIS.width(label) / 2;
            if (x - half > 2 && x + half < width - 2) {
                g.setFill(look().colour(Token.TEXT_MUTED));
                g.fillText(label, x, bottom + 11);
            }
        }
    }

    private void legend(GraphicsContext g, double width) {
        Typeface.CAPTION.use(g);
        g.setTextAlign(TextAlignment.LEFT);
        double x = 12;
        for (int caller = 0; caller < Math.min(callers.size(), COLOURS.length); caller++) {
            String text = "A, " + Elision.middle(callers.get(caller).getKey(), 24) + ": "
                    + Counts.text(callers.get(caller).getValue().count());
            if (x + 14 + Typeface.CAPTION.width(text) > width - 8) {
                return;
            }
            g.setFill(look().colour(colour(caller)));
            g.fillRect(x, 7, 9, 9);
            g.setFill(look().colour(Token.TEXT_SECONDARY));
            g.fillText(text, x + 14, 12);
            x += 14 + Typeface.CAPTION.width(text) + 14;
        }
        String b = before == null ? "" : "B, all: " + Counts.text(before.count());
        if (!b.isEmpty() && x + 22 + Typeface.CAPTION.width(b) < width - 8) {
            g.setStroke(look().colour(Token.WINDOW_B));
            g.setLineDashes(3, 2);
            Rules.across(g, x, x + 16, 11.5);
            g.setLineDashes();
            g.setFill(look().colour(Token.WINDOW_B));
            g.fillText(b, x + 22, 12);
        }
    }

    /** A fifth caller and all after it are one colour. */
    private static Token colour(int caller) {
        return caller < COLOURS.length ? COLOURS[caller] : Token.TEXT_MUTED;
    }
}

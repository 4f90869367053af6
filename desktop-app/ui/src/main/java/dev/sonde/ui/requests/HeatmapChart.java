package dev.sonde.ui.requests;

import dev.sonde.core.series.Heatmap;
import dev.sonde.core.series.Series;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.Film;
import dev.sonde.ui.chart.PaintedRegion;
import dev.sonde.ui.chart.Rules;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.chart.TimeScale;
import dev.sonde.ui.chart.ValueScale;
import dev.sonde.ui.look.Palette;
import dev.sonde.ui.look.Typeface;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.workspace.Workspace;
import java.util.function.BiConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Latency over time, counted in cells. A rectangle opens the requests in it. Owned by the FX thread. */
final class HeatmapChart extends PaintedRegion {
    private static final double LEFT = 64;
    private static final double RIGHT = 14;
    private static final double TOP = 8;
    private static final double BOTTOM = 54;
    private static final double SHORTEST_DRAG = 4;
    private static final double NARROWEST_STEP = 12;
    private static final double WIDEST_STEP = 26;

    private final Workspace workspace;
    private final BiConsumer<Window, HeatRange> open;
    private @Nullable Heatmap heatmap;
    private @Nullable Series percentiles;
    private boolean withCells = true;
    private Brushes.Marks marks = Brushes.Marks.NONE;
    private Film film = new Film(1, 1, 1);
    private @Nullable Drawn drawn;
    private @Nullable HeatCells picked;
    private double fromX = Double.NaN;
    private double fromY;
    private double toX;
    private double toY;

    /** What the image of the cells depends on. */
    private record Drawn(Heatmap heatmap, double width, double height, long fromNanos, long toNanos, Palette palette) {}

    /** A range of durations in nanoseconds. */
    record HeatRange(long lowNanos, long highNanos) {}

    HeatmapChart(Workspace workspace, BiConsumer<Window, HeatRange> open) {
        super(workspace.look());
        this.workspace = workspace;
        this.open = open;
        setMinSize(0, 0);
        setAccessibleText("Latency heatmap");
        workspace.cursorProperty().addListener((observable, old, now) -> repaint());
        setOnMouseMoved(event -> workspace.cursorProperty().set(time().nanos(event.getX())));
        setOnMouseExited(event -> workspace.cursorProperty().set(null));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(event -> release());
        setId("heatmap");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleHelp("Arrows pick a cell, with Shift more of them, Enter opens the requests in them.");
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().subscribe(this::repaint);
    }

    private void key(KeyEvent event) {
        Heatmap map = heatmap;
        if (map == null || map.rows() == 0 || event.isAltDown() || event.isShortcutDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> pick(map, -1, 0, event);
            case RIGHT -> pick(map, 1, 0, event);
            case UP -> pick(map, 0, 1, event);
            case DOWN -> pick(map, 0, -1, event);
            case ENTER -> {
                if (picked != null) {
                    openPicked(map, picked);
                    event.consume();
                }
            }
            default -> {}
        }
    }

    private void pick(Heatmap map, int buckets, int rows, KeyEvent event) {
        HeatCells next =
                picked == null ? HeatCells.slowest(map) : picked.moved(buckets, rows, event.isShiftDown(), map);
        picked = next;
        setAccessibleText("Latency heatmap, " + Counts.of(next.count(map), "request") + " in "
                + Durations.text((double) map.edgeNanos(next.low())) + " to "
                + Durations.text((double) map.edgeNanos(next.high() + 1)));
        event.consume();
        repaint();
    }

    private void openPicked(Heatmap map, HeatCells cells) {
        picked = null;
        open.accept(
                new Window(
                        map.request().bucketStartNanos(cells.left()),
                        map.request().bucketStartNanos(cells.right() + 1)),
                new HeatRange(map.edgeNanos(cells.low()), map.edgeNanos(cells.high() + 1)));
    }

    void show(RequestsData.Latency latency, Brushes.Marks newMarks) {
        heatmap = latency.heatmap();
        percentiles = latency.percentiles();
        marks = newMarks;
        repaint();
    }

    /** Shows the cells under the percentiles, or the percentiles alone. */
    void showCells(boolean on) {
        withCells = on;
        repaint();
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        Heatmap map = heatmap;
        TimeScale time = time();
        double bottom = height - BOTTOM;
        g.setFill(look().colour(Token.SURFACE_INSET));
        g.fillRect(time.left(), TOP, time.right() - time.left(), bottom - TOP);
        if (map == null || map.rows() == 0) {
            return;
        }
        ValueScale value = scale(map, bottom);
        axes(g, time, value, bottom);
        Brushes.losses(g, look(), time, TOP, bottom, marks);
        if (withCells) {
            cells(g, map, time, value);
        }
        Series lines = percentiles;
        if (lines != null) {
            PercentileLines.paint(g, look(), lines, time, value);
        }
        edges(g, time, bottom, marks.b(), Token.WINDOW_B, true);
        edges(g, time, bottom, marks.a(), Token.ACCENT_DEFAULT, false);
        if (withCells) {
            key(g, map, height);
        }
        PercentileLines.key(g, look(), time.right(), height - 21);
        Long at = workspace.cursorProperty().get();
        if (at != null && at >= time.fromNanos() && at <= time.toNanos()) {
            Brushes.cursor(g, look(), time.x(at), TOP, bottom);
        }
        picked(g, map, time, value);
        selection(g);
    }

    private void picked(GraphicsContext g, Heatmap map, TimeScale time, ValueScale value) {
        HeatCells cells = picked;
        if (cells == null || !isFocused() || cells.right() >= map.request().buckets() || cells.high() >= map.rows()) {
            return;
        }
        double left = Math.max(time.left(), time.x(map.request().bucketStartNanos(cells.left())));
        double right = Math.min(time.right(), time.x(map.request().bucketStartNanos(cells.right() + 1)));
        double top = value.y((double) map.edgeNanos(cells.high() + 1));
        double bottom = value.y((double) map.edgeNanos(cells.low()));
        g.setStroke(look().colour(Token.TEXT_PRIMARY));
        g.setLineWidth(2);
        g.strokeRect(Math.rint(left) - 1, Math.rint(top) - 1, Math.rint(right - left) + 1, Math.rint(bottom - top) + 1);
    }

    /** Thousands of cells are one image, painted when they change and not when the pointer moves. */
    private void cells(GraphicsContext g, Heatmap map, TimeScale time, ValueScale value) {
        Drawn wanted = new Drawn(map, getWidth(), getHeight(), time.fromNanos(), time.toNanos(), look().palette());
        if (!wanted.equals(drawn)) {
            drawn = wanted;
            if (!film.fits(wanted.width(), wanted.height(), 1)) {
                film = new Film(wanted.width(), wanted.height(), 1);
            }
            film.paint(sheet -> cells(sheet, map, time, value));
        }
        g.drawImage(film.image(), 0, 0);
    }

    private void cells(Sheet g, Heatmap map, TimeScale time, ValueScale value) {
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
                g.setFill(look().colour(Heat.token(Math.log1p((double) count) / most)));
                double gap = right - left > 4 && height > 4 ? 1 : 0;
                g.fillRect(left, top, Math.max(1, right - left - gap), Math.max(1, height - gap));
            }
        }
    }

    private void axes(GraphicsContext g, TimeScale time, ValueScale value, double bottom) {
        Typeface.AXIS.use(g);
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.RIGHT);
        for (double tick : value.ticks((int) Math.max(3, (bottom - TOP) / 22))) {
            double y = Brushes.snap(value.y(tick));
            g.setStroke(look().colour(Token.CHART_GRID));
            Rules.across(g, time.left(), time.right(), y);
            g.setFill(look().colour(Token.TEXT_MUTED));
            g.fillText(Durations.axis(tick), time.left() - 8, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        long step = time.step(96);
        for (long tick : time.ticks(step, workspace.clocks().offsetNanos(time.toNanos()))) {
            String label = workspace.clocks().tick(tick, step);
            double x = time.x(tick);
            double half = Typeface.AXIS.width(label) / 2;
            if (x - half > 2 && x + half < getWidth() - 2) {
                g.fillText(label, x, bottom + 13);
            }
        }
    }

    private void edges(
            GraphicsContext g, TimeScale time, double bottom, @Nullable Window window, Token token, boolean dashed) {
        if (window == null) {
            return;
        }
        g.setStroke(look().colour(token));
        g.setLineWidth(1);
        if (dashed) {
            g.setLineDashes(3, 3);
        }
        for (long edge : new long[] {window.fromNanos(), window.toNanos()}) {
            if (edge >= time.fromNanos() && edge <= time.toNanos()) {
                Rules.down(g, Brushes.snap(time.x(edge)), TOP, bottom);
            }
        }
        g.setLineDashes();
    }

    private void key(GraphicsContext g, Heatmap map, double height) {
        double y = height - 26;
        double x = LEFT;
        Typeface.CAPTION.use(g);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(look().colour(Token.TEXT_MUTED));
        g.fillText("requests in a cell", x, y + 5);
        x += Typeface.CAPTION.width("requests in a cell") + 14;
        double most = Math.log1p((double) map.maxCount());
        double room = Math.floor(getWidth()) - RIGHT - PercentileLines.KEY_WIDTH - x;
        double wide = Math.clamp(Math.floor(room / (Heat.STEPS - 1)), NARROWEST_STEP, WIDEST_STEP);
        // One call has the second step already: the first is too close to an empty cell.
        for (int step = 1; step < Heat.STEPS; step++) {
            g.setFill(look().colour(Heat.step(step)));
            g.fillRect(x + (step - 1) * wide, y, wide, 10);
        }
        Typeface.AXIS.use(g);
        g.setTextAlign(TextAlignment.CENTER);
        g.setFill(look().colour(Token.TEXT_MUTED));
        long last = -1;
        for (int step = 1; step < Heat.STEPS; step++) {
            long count = Math.max(1, Math.round(Math.expm1(most * step / (Heat.STEPS - 1))));
            boolean labelled = step == 1 || step % 2 == 0;
            if (labelled && count != last) {
                g.fillText(Counts.text(count), x + (step - 1) * wide + wide / 2, y + 18);
            }
            last = count;
        }
    }

    private void selection(GraphicsContext g) {
        if (Double.isNaN(fromX)) {
            return;
        }
        g.setStroke(look().colour(Token.TEXT_PRIMARY));
        g.setLineWidth(1.5);
        g.strokeRect(Math.min(fromX, toX), Math.min(fromY, toY), Math.abs(toX - fromX), Math.abs(toY - fromY));
    }

    private void press(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && heatmap != null && heatmap.rows() > 0) {
            fromX = event.getX();
            fromY = event.getY();
            toX = fromX;
            toY = fromY;
        }
    }

    private void drag(MouseEvent event) {
        if (!Double.isNaN(fromX)) {
            toX = Math.clamp(event.getX(), time().left(), time().right());
            toY = Math.clamp(event.getY(), TOP, getHeight() - BOTTOM);
            repaint();
        }
    }

    private void release() {
        Heatmap map = heatmap;
        boolean dragged = Math.abs(toX - fromX) > SHORTEST_DRAG && Math.abs(toY - fromY) > SHORTEST_DRAG;
        if (map != null && dragged) {
            ValueScale value = scale(map, Math.floor(getHeight()) - BOTTOM);
            Window window = new Window(time().nanos(Math.min(fromX, toX)), time().nanos(Math.max(fromX, toX)));
            open.accept(window, new HeatRange((long) value.value(Math.max(fromY, toY)), (long)
                    value.value(Math.min(fromY, toY))));
        }
        fromX = Double.NaN;
        repaint();
    }

    private static ValueScale scale(Heatmap map, double bottom) {
        double low = Math.max(1, map.edgeNanos(0));
        return new ValueScale(low, Math.max((double) map.edgeNanos(map.rows()), low * 2), bottom, TOP, true);
    }

    private TimeScale time() {
        return TimeScale.of(workspace.moment().extent(), LEFT, Math.max(LEFT + 1, Math.floor(getWidth()) - RIGHT));
    }
}

package dev.sonde.ui.requests;

import dev.sonde.core.series.Heatmap;
import dev.sonde.core.series.Series;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.Crosshair;
import dev.sonde.ui.chart.PaintedRegion;
import dev.sonde.ui.chart.TimeScale;
import dev.sonde.ui.chart.ValueScale;
import dev.sonde.ui.requests.HeatPainter.Size;
import dev.sonde.ui.tip.Spot;
import dev.sonde.ui.tip.Tips;
import dev.sonde.ui.workspace.Doubt;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** Latency over time, counted in cells. A rectangle opens the requests in it. Owned by the FX thread. */
final class HeatmapChart extends PaintedRegion {
    static final double LEFT = 64;
    static final double RIGHT = 14;
    static final double TOP = 20;
    private static final double BOTTOM = 54;
    private static final double SHORTEST_DRAG = 4;

    private final Workspace workspace;
    private final Wishes wishes;
    private final HeatPainter painter;
    private final Crosshair crosshair;
    private @Nullable Heatmap heatmap;
    private @Nullable Series percentiles;
    private boolean withCells = true;
    private Brushes.Marks marks = Brushes.Marks.NONE;
    private @Nullable HeatCells picked;
    private HeatCells.@Nullable Picked meant;
    private double fromX = Double.NaN;
    private double fromY;
    private double toX;
    private double toY;

    /** A range of durations in nanoseconds. */
    record HeatRange(long lowNanos, long highNanos) {}

    /**
     * Requests of some time that took so long.
     *
     * @param count how many, which may be none
     * @param words how many, when and how long, for people
     */
    record Some(Window window, HeatRange range, long count, String words) {}

    /** What the user wants of the view. */
    interface Wishes {
        /** Opens requests. */
        void open(Window window, HeatRange range);

        /** Offers a menu for requests at a point of the screen. */
        void menu(Some requests, double screenX, double screenY);
    }

    HeatmapChart(Workspace workspace, Wishes wishes) {
        super(workspace.look());
        this.workspace = workspace;
        this.wishes = wishes;
        painter = new HeatPainter(workspace.look());
        setMinSize(0, 0);
        setAccessibleText("Latency heatmap");
        crosshair = new Crosshair(workspace.look());
        lay(crosshair.node());
        workspace.cursorProperty().addListener((observable, old, now) -> mark());
        setOnMouseMoved(event -> workspace.cursorProperty().set(time().nanos(event.getX())));
        setOnMouseExited(event -> workspace.cursorProperty().set(null));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
        setOnContextMenuRequested(this::menu);
        Tips.install(this, this::spot);
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
                    // A list of none would say nothing: the keyboard stays where it can move on.
                    if (picked.count(map) != 0) {
                        openPicked(map, picked);
                    }
                    event.consume();
                }
            }
            default -> {}
        }
    }

    private void pick(Heatmap map, int buckets, int rows, KeyEvent event) {
        HeatCells now = picked;
        pick(map, now == null ? HeatCells.slowest(map) : now.moved(buckets, rows, event.isShiftDown(), map));
        event.consume();
    }

    /** Picks cells; their time is what A and B take. */
    private void pick(Heatmap map, HeatCells next) {
        picked = next;
        meant = next.in(map);
        setAccessibleText("Latency heatmap, " + HeatTip.title(map, next, workspace.clocks()));
        workspace.pickedProperty().set(next.window(map));
        repaint();
    }

    /** Requests in the picked cells; empty where none are picked. */
    Optional<Some> picked() {
        Heatmap map = heatmap;
        HeatCells cells = picked;
        return map == null || cells == null ? Optional.empty() : Optional.of(some(map, cells));
    }

    /** Lets go of the picked cells; says whether there were some. */
    boolean letGo() {
        boolean had = picked != null;
        picked = null;
        meant = null;
        if (had) {
            workspace.pickedProperty().set(null);
            repaint();
        }
        return had;
    }

    private Some some(Heatmap map, HeatCells cells) {
        HeatCells.Picked those = cells.in(map);
        return new Some(those.window(), those.took(), cells.count(map), HeatTip.title(map, cells, workspace.clocks()));
    }

    private void openPicked(Heatmap map, HeatCells cells) {
        letGo();
        Some some = some(map, cells);
        wishes.open(some.window(), some.range());
    }

    /** The cell at a point; null where there is none. */
    private @Nullable HeatCells at(double x, double y) {
        Heatmap map = heatmap;
        TimeScale time = time();
        double bottom = Math.floor(getHeight()) - BOTTOM;
        boolean within = x >= time.left() && x <= time.right() && y >= TOP && y <= bottom;
        if (map == null || map.rows() == 0 || !within) {
            return null;
        }
        int bucket = HeatCells.bucket(map, time.nanos(x));
        int row = HeatCells.row(map, (long) scale(map, bottom).value(y));
        return bucket < 0 || row < 0 ? null : new HeatCells(bucket, row, bucket, row);
    }

    private Optional<Spot> spot(MouseEvent event) {
        Heatmap map = heatmap;
        HeatCells cells = at(event.getX(), event.getY());
        if (map == null || cells == null || !withCells || cells.count(map) == 0) {
            return Optional.empty();
        }
        Moment moment = workspace.moment();
        return Optional.of(new Spot(
                cells,
                localToScene(bounds(map, cells)),
                () -> HeatTip.of(map, cells, workspace.clocks(), moment.a(), moment.b())
                        .doubting(Doubt.of(moment, cells.window(map)))));
    }

    private Bounds bounds(Heatmap map, HeatCells cells) {
        TimeScale time = time();
        ValueScale value = scale(map, Math.floor(getHeight()) - BOTTOM);
        double left = Math.max(time.left(), time.x(map.request().bucketStartNanos(cells.left())));
        double right = Math.min(time.right(), time.x(map.request().bucketStartNanos(cells.right() + 1)));
        double top = value.y((double) map.edgeNanos(cells.high() + 1));
        double bottom = value.y((double) map.edgeNanos(cells.low()));
        return new BoundingBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    /** At the pointer, of the cell there or of the picked ones that it is among; for the keyboard of the picked ones. */
    private void menu(ContextMenuEvent event) {
        Heatmap map = heatmap;
        if (map == null) {
            return;
        }
        HeatCells here = event.isKeyboardTrigger() ? picked : at(event.getX(), event.getY());
        HeatCells now = picked;
        if (here == null) {
            return;
        }
        if (now == null || !now.contains(here.bucket(), here.row())) {
            pick(map, here);
            now = here;
        }
        Point2D at = new Point2D(event.getScreenX(), event.getScreenY());
        if (event.isKeyboardTrigger()) {
            Bounds on = localToScreen(bounds(map, now));
            at = new Point2D(on.getMaxX() + 2, on.getMaxY() + 2);
        }
        requestFocus();
        wishes.menu(some(map, now), at.getX(), at.getY());
        event.consume();
    }

    void show(RequestsData.Latency latency, Brushes.Marks newMarks) {
        HeatCells cells = picked;
        HeatCells.Picked those = meant;
        heatmap = latency.heatmap();
        if (cells != null && those != null) {
            HeatCells now = those.cells(latency.heatmap(), cells);
            if (now == null) {
                letGo();
            } else {
                picked = now;
            }
        }
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
        HeatPainter.Scales scales = new HeatPainter.Scales(time, value);
        Size size = new Size(width, height, pixels());
        painter.axes(g, scales, width, bottom);
        Brushes.losses(g, look(), time, TOP, bottom, marks);
        painter.data(g, new HeatPainter.Data(map, withCells, percentiles), scales, size);
        painter.edges(g, time, bottom, marks);
        if (withCells) {
            painter.key(g, map, !marks.losses().isEmpty(), size);
        }
        PercentileLines.key(g, look(), time.right(), height - 21);
        picked(g, map);
        selection(g);
        mark();
    }

    /** Marks the moment under the pointer. */
    private void mark() {
        Long at = workspace.cursorProperty().get();
        TimeScale time = time();
        Heatmap map = heatmap;
        if (map == null || map.rows() == 0 || at == null || !time.shows(at)) {
            crosshair.hide();
        } else {
            crosshair.at(time.x(at), TOP, Math.floor(getHeight()) - BOTTOM);
        }
    }

    private double pixels() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
    }

    private void picked(GraphicsContext g, Heatmap map) {
        HeatCells cells = picked;
        if (cells == null || cells.right() >= map.request().buckets() || cells.high() >= map.rows()) {
            return;
        }
        Bounds on = bounds(map, cells);
        g.setStroke(look().colour(isFocused() ? Token.TEXT_PRIMARY : Token.TEXT_MUTED));
        g.setLineWidth(2);
        g.strokeRect(
                Math.rint(on.getMinX()) - 1,
                Math.rint(on.getMinY()) - 1,
                Math.rint(on.getWidth()) + 1,
                Math.rint(on.getHeight()) + 1);
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

    private void release(MouseEvent event) {
        Heatmap map = heatmap;
        boolean dragged = Math.abs(toX - fromX) > SHORTEST_DRAG && Math.abs(toY - fromY) > SHORTEST_DRAG;
        if (map != null && dragged) {
            ValueScale value = scale(map, Math.floor(getHeight()) - BOTTOM);
            Window window = new Window(time().nanos(Math.min(fromX, toX)), time().nanos(Math.max(fromX, toX)));
            letGo();
            wishes.open(window, new HeatRange((long) value.value(Math.max(fromY, toY)), (long)
                    value.value(Math.min(fromY, toY))));
        } else if (map != null && !Double.isNaN(fromX)) {
            click(map, event);
        }
        fromX = Double.NaN;
        repaint();
    }

    /** A click picks a cell, a second one opens it; beside the cells it lets go of what was picked. */
    private void click(Heatmap map, MouseEvent event) {
        HeatCells here = at(event.getX(), event.getY());
        requestFocus();
        if (here == null || here.count(map) == 0) {
            letGo();
        } else if (event.getClickCount() == 2) {
            openPicked(map, here);
        } else {
            pick(map, here);
        }
    }

    private static ValueScale scale(Heatmap map, double bottom) {
        double low = Math.max(1, map.edgeNanos(0));
        return new ValueScale(low, Math.max((double) map.edgeNanos(map.rows()), low * 2), bottom, TOP, true);
    }

    private TimeScale time() {
        return TimeScale.of(workspace.moment().extent(), LEFT, Math.max(LEFT + 1, Math.floor(getWidth()) - RIGHT));
    }
}

package dev.sonde.ui.chart;

import dev.sonde.core.time.Window;
import dev.sonde.themes.Token;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Typeface;
import dev.sonde.ui.tip.Spot;
import dev.sonde.ui.tip.Tip;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.LongFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Lines over time with axes, the windows, and the cursor that all charts share. Owned by the FX thread. */
public final class TimeChart extends PaintedRegion {
    private static final double AXIS_RIGHT = 52;
    private static final double AXIS_BOTTOM = 18;
    private static final double TOP = 6;
    private static final double SHORTEST_DRAG = 4;
    private static final double DOT = 5;

    private final ObjectProperty<@Nullable Long> cursor;
    private final Style style;
    private final Crosshair crosshair;
    private final Path path = new Path();
    private final Raster raster = new Raster();
    private List<Line> lines = List.of();
    private Window extent = new Window(0, 1);
    private Brushes.Marks marks = Brushes.Marks.NONE;
    private double level = Double.NaN;
    private ObjectProperty<@Nullable Long> playhead = new SimpleObjectProperty<>();
    private ObjectProperty<@Nullable Window> picked = new SimpleObjectProperty<>();
    private double fromX = Double.NaN;

    /**
     * How a chart is drawn.
     *
     * @param logarithmic whether values are on a logarithmic axis
     * @param filled whether the ground under the first line is tinted
     * @param label writes a value at the axis
     */
    public record Style(boolean logarithmic, boolean filled, DoubleFunction<String> label) {}

    /** A chart without data. */
    public TimeChart(Look look, ObjectProperty<@Nullable Long> cursor, Style style) {
        super(look);
        this.cursor = cursor;
        this.style = style;
        setMinSize(0, 0);
        crosshair = new Crosshair(look);
        lay(crosshair.node());
        cursor.addListener((observable, old, now) -> mark());
        setOnMouseMoved(event -> cursor.set(time().nanos(event.getX())));
        setOnMouseExited(event -> cursor.set(null));
    }

    /** Shares with other charts where a replay stands, and the time that is selected by a drag. */
    public void link(ObjectProperty<@Nullable Long> sharedPlayhead, ObjectProperty<@Nullable Window> sharedTime) {
        playhead = sharedPlayhead;
        picked = sharedTime;
        playhead.addListener((observable, old, now) -> repaint());
        picked.addListener((observable, old, now) -> repaint());
        setOnMousePressed(event -> fromX = event.getButton() == MouseButton.PRIMARY ? event.getX() : Double.NaN);
        setOnMouseDragged(event -> {
            if (!Double.isNaN(fromX) && Math.abs(event.getX() - fromX) > SHORTEST_DRAG) {
                TimeScale time = time();
                double one = Math.clamp(fromX, time.left(), time.right());
                double other = Math.clamp(event.getX(), time.left(), time.right());
                picked.set(new Window(time.nanos(Math.min(one, other)), time.nanos(Math.max(one, other))));
                cursor.set(time.nanos(other));
            }
        });
        setOnMouseReleased(event -> {
            if (!Double.isNaN(fromX) && Math.abs(event.getX() - fromX) <= SHORTEST_DRAG) {
                picked.set(null);
            }
            fromX = Double.NaN;
        });
    }

    /** What the pointer rests on: a moment of this chart, of which {@code words} says what there is to say; empty beside it. */
    public Optional<Spot> spot(MouseEvent event, LongFunction<Tip> words) {
        Point2D at = sceneToLocal(event.getSceneX(), event.getSceneY());
        TimeScale time = time();
        double bottom = Math.floor(getHeight()) - AXIS_BOTTOM;
        boolean inside =
                at.getX() >= time.left() && at.getX() <= time.right() && at.getY() >= TOP && at.getY() <= bottom;
        if (!inside || lines.isEmpty()) {
            return Optional.empty();
        }
        Line first = lines.getFirst();
        long bucket = first.bucketAt(time.nanos(at.getX()));
        long middle = first.middleNanos((int) bucket);
        Bounds mark = new BoundingBox(time.x(middle) - DOT, TOP, 2 * DOT, bottom - TOP);
        return Optional.of(new Spot(bucket, localToScene(mark), () -> words.apply(middle)));
    }

    /** The moment at a pixel of it. */
    public long moment(double x) {
        return time().nanos(x);
    }

    /** Shows other data, without a level of the baseline. */
    public void show(List<Line> newLines, Window newExtent, Brushes.Marks newMarks) {
        show(newLines, newExtent, newMarks, Double.NaN);
    }

    /** Shows other data; {@code newLevel} is what the first line has in the baseline, NaN without one. */
    public void show(List<Line> newLines, Window newExtent, Brushes.Marks newMarks, double newLevel) {
        level = newLevel;
        lines = List.copyOf(newLines);
        extent = newExtent;
        marks = newMarks;
        repaint();
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        TimeScale time = time();
        double bottom = height - AXIS_BOTTOM;
        ValueScale value = scale(bottom);
        Brushes.windows(g, look(), time, TOP, bottom, marks);
        axes(g, time, value, bottom);
        Brushes.losses(g, look(), time, TOP, bottom, marks);
        raster.begin(g, time.left(), 0, time.right() - time.left(), bottom + 1);
        for (Line line : lines) {
            path.set(line, time, value);
            if (line.isDashed()) {
                raster.dashes(path, look().colour(line.colour()), Raster.LINE);
            } else {
                raster.line(path, look().colour(line.colour()), Raster.LINE);
            }
            if (style.filled()) {
                raster.area(path, bottom, look().colour(line.colour(), 0.12));
            }
        }
        raster.draw(g);
        if (!Double.isNaN(level) && level > 0) {
            Brushes.level(g, look(), time.left(), time.right(), value.y(level));
        }
        Window selected = picked.get();
        if (selected != null) {
            Brushes.picked(g, look(), time, TOP, bottom, selected);
        }
        Long stands = playhead.get();
        if (stands != null) {
            Brushes.after(g, look(), time, TOP, bottom, stands);
        }
        mark();
    }

    /** Marks the moment under the pointer. */
    private void mark() {
        Long at = cursor.get();
        TimeScale time = time();
        if (at == null || !time.shows(at)) {
            crosshair.hide();
            return;
        }
        double bottom = Math.floor(getHeight()) - AXIS_BOTTOM;
        ValueScale value = scale(bottom);
        crosshair.at(time.x(at), TOP, bottom);
        crosshair.dots(
                time.x(at),
                lines.stream()
                        .filter(line -> !Double.isNaN(line.at(at)))
                        .map(line -> new Crosshair.Dot(value.y(line.at(at)), look().colour(line.colour())))
                        .toList());
    }

    private TimeScale time() {
        return TimeScale.of(extent, 10, Math.max(11, Math.floor(getWidth()) - AXIS_RIGHT));
    }

    private ValueScale scale(double bottom) {
        double max = 0;
        double min = Double.MAX_VALUE;
        for (Line line : lines) {
            double high = line.max(extent.fromNanos(), extent.toNanos());
            double low = line.minAboveZero(extent.fromNanos(), extent.toNanos());
            max = high > max ? high : max;
            min = low < min ? low : min;
        }
        if (style.logarithmic() && max > 0) {
            return ValueScale.logarithmic(Math.min(min, max), max, bottom, TOP);
        }
        return ValueScale.linear(max, bottom, TOP);
    }

    private void axes(GraphicsContext g, TimeScale time, ValueScale value, double bottom) {
        Typeface.AXIS.use(g);
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.LEFT);
        boolean hasValues = lines.stream().anyMatch(line -> line.max(extent.fromNanos(), extent.toNanos()) > 0);
        for (double tick : value.ticks(3)) {
            double y = Brushes.snap(value.y(tick));
            g.setStroke(look().colour(Token.CHART_GRID));
            Rules.across(g, time.left(), time.right(), y);
            g.setFill(look().colour(Token.TEXT_MUTED));
            // A scale of nothing has no values to name.
            if (hasValues || (tick == 0 && !style.logarithmic())) {
                g.fillText(style.label().apply(tick), time.right() + 6, Math.min(y, bottom - 4));
            }
        }
        g.setTextAlign(TextAlignment.CENTER);
        long step = time.step(78);
        for (long tick : time.ticks(step, look().clocks().offsetNanos(time.toNanos()))) {
            double x = Brushes.snap(time.x(tick));
            g.setStroke(look().colour(Token.CHART_GRID));
            Rules.down(g, x, TOP, bottom);
            String label = look().clocks().tick(tick, step);
            double half = Typeface.AXIS.width(label) / 2;
            if (x - half >= 2 && x + half <= getWidth() - 2) {
                g.setFill(look().colour(Token.TEXT_MUTED));
                g.fillText(label, x, bottom + AXIS_BOTTOM / 2 + 1);
            }
        }
    }
}

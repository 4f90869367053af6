package dev.sonde.ui.timeline;

import dev.sonde.core.store.Note;
import dev.sonde.core.time.Baseline;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.PaintedRegion;
import dev.sonde.ui.chart.Path;
import dev.sonde.ui.chart.Raster;
import dev.sonde.ui.chart.Rules;
import dev.sonde.ui.chart.TimeScale;
import dev.sonde.ui.chart.ValueScale;
import dev.sonde.ui.look.Typeface;
import dev.sonde.ui.tip.Tips;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints the timeline and turns drags into windows. Owned by the FX thread. */
final class TimelineStrip extends PaintedRegion {
    private static final double AXIS_RIGHT = 64;
    static final double TAG_HEIGHT = 17;
    private static final double TOP = 4;
    private static final double AXIS_BOTTOM = 20;
    private static final double LANE = 24;

    private final Workspace workspace;
    private final Path path = new Path();
    private final Raster raster = new Raster();
    private final NotePainter notes;
    private final TimelineCursor cursor;
    private @Nullable TimelineData data;
    private TimelineSignal signal = TimelineSignal.RATE;

    TimelineStrip(Workspace workspace) {
        super(workspace.look());
        this.workspace = workspace;
        notes = new NotePainter(workspace.look());
        setMinSize(0, 0);
        setFocusTraversable(false);
        setAccessibleText("Timeline");
        cursor = new TimelineCursor(workspace.look());
        lay(cursor.node());
        workspace.cursorProperty().addListener((observable, old, now) -> mark());
        workspace.playhead().atProperty().addListener((observable, old, now) -> repaint());
        workspace.pickedProperty().addListener((observable, old, now) -> repaint());
        workspace.hearing().silentProperty().subscribe(this::repaint);
        new TimelineDrag(workspace, this).install();
        Tips.install(this, new TimelineTips(workspace, this)::spot);
        setOnContextMenuRequested(event ->
                TimeMenu.of(workspace, time().nanos(event.getX())).show(this, event.getScreenX(), event.getScreenY()));
    }

    void show(TimelineData newData, TimelineSignal newSignal) {
        data = newData;
        signal = newSignal;
        repaint();
    }

    TimeScale time() {
        return TimeScale.of(workspace.moment().extent(), 14, Math.max(15, Math.floor(getWidth()) - AXIS_RIGHT));
    }

    /** What it draws; null before anything was computed. */
    @Nullable
    TimelineData data() {
        return data;
    }

    /** The signal that it draws. */
    TimelineSignal signal() {
        return signal;
    }

    /** Where the signal is drawn, from top to bottom. */
    double[] plot() {
        return new double[] {TOP + TAG_HEIGHT, Math.floor(getHeight()) - AXIS_BOTTOM - lane()};
    }

    /** The note whose mark is at a point. */
    Optional<Note> noteAt(double x, double y) {
        return NotePainter.at(workspace.notes().all(), time(), noteLane(Math.floor(getHeight())), x, y);
    }

    /** In a replay notes have a lane of their own; live they stand on the axis. */
    private double lane() {
        return workspace.isLive() ? 0 : LANE;
    }

    private double noteLane(double height) {
        return workspace.isLive() ? height - AXIS_BOTTOM : height - LANE / 2;
    }

    TimelineGeometry geometry() {
        Moment moment = workspace.moment();
        return new TimelineGeometry(time(), moment.a(), moment.b());
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        Moment moment = workspace.moment();
        TimeScale time = time();
        double bottom = height - AXIS_BOTTOM - lane();
        double top = TOP + TAG_HEIGHT;
        g.setFill(look().colour(Token.SURFACE_INSET));
        g.fillRect(0, 0, width, height);
        TimelineData now = data;
        Brushes.Marks marks = new Brushes.Marks(moment.a(), moment.b(), now == null ? List.of() : now.losses());
        Brushes.windows(g, look(), time, top, bottom, marks);
        ValueScale value =
                ValueScale.linear(now == null ? 0 : now.line().max(time.fromNanos(), time.toNanos()), bottom, top + 3);
        axes(g, time, value, bottom);
        Brushes.losses(g, look(), time, top, bottom, marks);
        if (now != null) {
            path.set(now.line(), time, value);
            raster.begin(g, 0, 0, width, bottom + 1);
            raster.area(path, bottom, look().colour(now.line().colour(), 0.14));
            raster.line(path, look().colour(now.line().colour()), Raster.LINE);
            raster.draw(g);
        }
        List<TimelineEvents.Event> events = TimelineEvents.of(moment);
        // Tags of windows lie over the marks, so that no mark runs through their words.
        marks(g, events, time, bottom);
        brush(g, moment.a(), time, bottom);
        baseline(g, moment, time, bottom);
        words(g, events, time, bottom);
        picked(g, time, bottom);
        edge(g, moment, time, bottom);
        lane(g, time, height);
        notes.paint(g, workspace.notes().all(), time, top, noteLane(height));
        playhead(g, time, bottom);
        mark();
    }

    private void lane(GraphicsContext g, TimeScale time, double height) {
        if (lane() == 0) {
            return;
        }
        g.setStroke(look().colour(Token.BORDER_SUBTLE));
        g.setLineWidth(1);
        Rules.across(g, 0, getWidth(), Brushes.snap(height - LANE));
        if (workspace.notes().all().isEmpty()) {
            Typeface.CAPTION.use(g);
            g.setTextAlign(TextAlignment.LEFT);
            g.setFill(look().colour(Token.TEXT_MUTED));
            g.fillText("Notes: press N to write one here", time.left(), height - LANE / 2);
        }
    }

    private void marks(GraphicsContext g, List<TimelineEvents.Event> events, TimeScale time, double bottom) {
        g.setLineWidth(1);
        for (TimelineEvents.Event event : events) {
            g.setStroke(look().colour(event.colour()));
            Rules.down(g, Brushes.snap(time.x(event.unixNanos())), TOP + TAG_HEIGHT, bottom);
        }
    }

    private void words(GraphicsContext g, List<TimelineEvents.Event> events, TimeScale time, double bottom) {
        List<Span> taken = new ArrayList<>();
        for (TimelineEvents.Event event : TimelineEvents.byWeight(events)) {
            double x = Brushes.snap(time.x(event.unixNanos()));
            double width = Typeface.CAPTION.width(event.words()) + 10;
            Span span = new Span(x, x + width);
            if (taken.stream().noneMatch(span::meets) && span.to() < time.right() + AXIS_RIGHT) {
                // The signal shall not run through the words.
                g.setFill(look().colour(Token.SURFACE_INSET, 0.8));
                g.fillRect(x + 1, bottom - 17, width, 16);
                Typeface.CAPTION.use(g);
                g.setTextAlign(TextAlignment.LEFT);
                g.setFill(look().colour(event.colour()));
                g.fillText(event.words(), x + 5, bottom - 9);
                taken.add(span);
            }
        }
    }

    private void picked(GraphicsContext g, TimeScale time, double bottom) {
        Window picked = workspace.pickedProperty().get();
        if (picked != null) {
            Brushes.picked(g, look(), time, TOP + TAG_HEIGHT, bottom, picked);
        }
    }

    /** What comes after the playhead is dimmed, not hidden. */
    private void playhead(GraphicsContext g, TimeScale time, double bottom) {
        Long at = workspace.playhead().atProperty().get();
        if (at == null || !time.shows(at)) {
            return;
        }
        Brushes.after(g, look(), time, TOP + TAG_HEIGHT, bottom, at);
        double x = Brushes.snap(time.x(at));
        g.setStroke(look().colour(Token.TEXT_PRIMARY));
        g.setLineWidth(1.5);
        Rules.down(g, x, TOP, bottom);
        g.setFill(look().colour(Token.TEXT_PRIMARY));
        g.fillPolygon(new double[] {x - 5, x + 5, x}, new double[] {TOP, TOP, TOP + 7}, 3);
        String text = workspace.clocks().seconds(at);
        double width = Typeface.AXIS.width(text) + 10;
        double left = Math.clamp(x - width / 2, 1, Math.max(1, getWidth() - width - 1));
        g.fillRoundRect(left, bottom + 2, width, AXIS_BOTTOM - 4, 5, 5);
        Typeface.AXIS.use(g);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(look().colour(Token.SURFACE_BASE));
        g.fillText(text, left + 5, bottom + AXIS_BOTTOM / 2);
    }

    private void axes(GraphicsContext g, TimeScale time, ValueScale value, double bottom) {
        Typeface.AXIS.use(g);
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(look().colour(Token.TEXT_MUTED));
        List<Double> ticks = value.ticks(3);
        for (double tick : ticks.subList(1, ticks.size())) {
            g.fillText(signal.axis(tick), time.right() + 8, Math.max(12, value.y(tick)));
        }
        g.setTextAlign(TextAlignment.CENTER);
        long step = time.step(96);
        for (long tick : time.ticks(step, workspace.clocks().offsetNanos(time.toNanos()))) {
            double x = Brushes.snap(time.x(tick));
            g.setStroke(look().colour(Token.CHART_GRID));
            Rules.down(g, x, TOP + TAG_HEIGHT, bottom);
            String label = workspace.clocks().tick(tick, step);
            double half = Typeface.AXIS.width(label) / 2;
            if (x - half > 2 && x + half < time.right() + AXIS_RIGHT - 2) {
                g.fillText(label, x, bottom + AXIS_BOTTOM / 2);
            }
        }
        g.setStroke(look().colour(Token.BORDER_SUBTLE));
        Rules.across(g, 0, getWidth(), bottom + 0.5);
    }

    private void edge(GraphicsContext g, Moment moment, TimeScale time, double bottom) {
        if (!workspace.isLive() || moment.snapshot().isEmpty()) {
            return;
        }
        boolean silent = workspace.hearing().silentProperty().get();
        boolean stands = workspace.isPaused() || silent;
        Color colour = look().colour(stands ? Token.STATUS_WARN : Token.STATUS_ERROR);
        double x = Brushes.snap(time.x(moment.snapshot().liveEdgeNanos()));
        g.setStroke(colour);
        g.setLineWidth(1.5);
        Rules.down(g, x, TOP + TAG_HEIGHT, bottom);
        String text = workspace.isPaused() ? "PAUSED" : silent ? "SILENT" : "LIVE";
        double width = Typeface.TAG.width(text) + 10;
        double left = Math.min(x + 4, getWidth() - width - 2);
        g.setFill(look().colour(stands ? Token.STATUS_WARN_TINT : Token.STATUS_ERROR_TINT));
        g.fillRoundRect(left, TOP, width, TAG_HEIGHT - 1, 6, 6);
        Typeface.TAG.use(g);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(colour);
        g.fillText(text, left + 5, TOP + TAG_HEIGHT / 2);
    }

    private void brush(GraphicsContext g, Window a, TimeScale time, double bottom) {
        double from = Math.max(time.left(), Math.rint(time.x(a.fromNanos())));
        double to = Math.min(time.right(), Math.rint(time.x(a.toNanos())));
        if (to < from) {
            return;
        }
        Color accent = look().colour(Token.ACCENT_DEFAULT);
        g.setFill(accent);
        g.fillRect(from, TOP, Math.max(2, to - from), TAG_HEIGHT);
        g.fillRect(from, TOP, 1.5, bottom - TOP);
        g.fillRect(Math.max(from, to - 1.5), TOP, 1.5, bottom - TOP);
        grip(g, from, bottom);
        grip(g, to, bottom);
        tag(g, "A " + range(a), new Span(from, to), TOP, look().colour(Token.SURFACE_BASE));
    }

    private void baseline(GraphicsContext g, Moment moment, TimeScale time, double bottom) {
        Window b = moment.b();
        Baseline pinned = moment.state().baseline();
        if (b == null || pinned == null) {
            return;
        }
        double from = Math.max(time.left(), Math.rint(time.x(b.fromNanos())));
        double to = Math.min(time.right(), Math.rint(time.x(b.toNanos())));
        if (to <= from) {
            return;
        }
        g.setStroke(look().colour(Token.WINDOW_B));
        g.setLineWidth(1);
        g.setLineDashes(3, 3);
        // Where A lies over it, it has its tag below that of A.
        double top = b.intersect(moment.a()).isEmpty() ? TOP : TOP + TAG_HEIGHT;
        g.strokeRect(from + 0.5, top + 0.5, to - from - 1, bottom - top - 1);
        Rules.across(g, from, to, top + TAG_HEIGHT + 0.5);
        g.setLineDashes();
        String name = (pinned.suggested() ? "B suggested " : "B ") + range(b);
        if (top > TOP) {
            // The signal shall not run through the words.
            g.setFill(look().colour(Token.SURFACE_INSET));
            g.fillRect(from + 1, top + 1, Math.min(to - from - 2, Typeface.TAG.width(name) + 12), TAG_HEIGHT - 1);
        }
        tag(g, name, new Span(from, to), top, look().colour(Token.WINDOW_B));
    }

    private String range(Window window) {
        return workspace.clocks().range(window.fromNanos(), window.toNanos());
    }

    private record Span(double from, double to) {
        boolean meets(Span other) {
            return from < other.to && other.from < to;
        }
    }

    private static void tag(GraphicsContext g, String text, Span span, double top, Color colour) {
        String shown = text;
        if (Typeface.TAG.width(shown) > span.to() - span.from() - 10) {
            shown = text.substring(0, 1);
        }
        if (Typeface.TAG.width(shown) > span.to() - span.from() - 2) {
            return;
        }
        Typeface.TAG.use(g);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(colour);
        g.fillText(shown, span.from() + 6, top + TAG_HEIGHT / 2 + 0.5);
    }

    private static void grip(GraphicsContext g, double x, double bottom) {
        double middle = (TOP + TAG_HEIGHT + bottom) / 2;
        g.fillRoundRect(x - 3, middle - 9, 6, 18, 4, 4);
    }

    /** Marks the moment under the pointer. */
    private void mark() {
        Long at = workspace.cursorProperty().get();
        TimeScale time = time();
        if (at == null || !time.shows(at)) {
            cursor.hide();
            return;
        }
        double[] plot = plot();
        cursor.show(
                new TimelineCursor.Place(time.x(at), plot[0], plot[1]),
                workspace.clocks().seconds(at),
                AXIS_BOTTOM,
                getWidth());
    }
}

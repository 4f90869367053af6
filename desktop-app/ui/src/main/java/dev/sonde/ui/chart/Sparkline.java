package dev.sonde.ui.chart;

import dev.sonde.core.time.Window;
import dev.sonde.themes.Token;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.number.Change;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/** A line over time in a cell, one for each cell, on a log scale, coloured by how it changed. Owned by the FX thread. */
public final class Sparkline {
    private final Look look;
    private final Path path = new Path();
    private final Raster raster = new Raster();

    /**
     * What a cell shows.
     *
     * @param line the line, or null where nothing is known
     * @param weight how it changed
     * @param level what it was in the baseline, or null
     */
    public record Content(
            @Nullable Line line,
            Change.Weight weight,
            @Nullable Long level) {}

    /** Paints in the colours of a look. */
    public Sparkline(Look look) {
        this.look = look;
    }

    /** Paints a row. */
    @FunctionalInterface
    public interface Painter<R> {
        /** Paints it with this line into a context of that size. */
        void paint(Sparkline line, GraphicsContext g, R row, double width, double height);
    }

    /** Paints a cell whose width is the time of {@code extent}. */
    public void paint(
            GraphicsContext g, double width, double height, Window extent, Brushes.Marks marks, Content content) {
        Line line = content.line();
        if (line == null) {
            return;
        }
        TimeScale time = TimeScale.of(extent, 0, width);
        double max = line.max(time.fromNanos(), time.toNanos());
        double min = line.minAboveZero(time.fromNanos(), time.toNanos());
        if (!(max > 0)) {
            return;
        }
        ValueScale value = ValueScale.logarithmic(min, max, height - 2, 3);
        Brushes.windows(g, look, time, 1, height, marks);
        path.set(line, time, value);
        Token colour = colour(content.weight());
        raster.begin(g, 0, 0, width, height);
        raster.area(path, height - 2, look.colour(colour, 0.14));
        raster.line(path, look.colour(colour), Raster.LINE);
        raster.draw(g);
        Long level = content.level();
        if (level != null) {
            Brushes.level(g, look, 0, width, value.y(level));
        }
    }

    /** The colour of what changed so. */
    public static Token colour(Change.Weight weight) {
        return switch (weight) {
            case ERROR -> Token.STATUS_ERROR;
            case WARN -> Token.STATUS_WARN;
            case OK, MUTED -> Token.SERIES_1;
        };
    }
}

package dev.sonde.ui.grid;

import dev.sonde.ui.chart.PaintedRegion;
import dev.sonde.ui.chart.Sparkline;
import dev.sonde.ui.look.Look;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell that is painted. */
public final class PaintedCell<R> extends TableCell<R, R> {
    /** Paints a row. */
    @FunctionalInterface
    public interface Painter<R> {
        /** Paints it into a context of that size. */
        void paint(GraphicsContext g, R row, double width, double height);
    }

    private final PaintedRegion canvas;
    private final Painter<R> painter;
    private final Function<R, ?> part;
    private @Nullable Object painted;

    /** A cell that paints all that is in a row. */
    public PaintedCell(Look look, Painter<R> painter) {
        this(look, row -> row, painter);
    }

    /** A cell that paints a part of a row: it is painted anew when that part changes. */
    public PaintedCell(Look look, Function<R, ?> part, Painter<R> painter) {
        this.painter = painter;
        this.part = part;
        this.canvas = new Surface(look);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(canvas);
    }

    /** A cell with a line over time. */
    public static <R> PaintedCell<R> sparkline(Look look, Sparkline.Painter<R> painter) {
        Sparkline line = new Sparkline(look);
        return new PaintedCell<>(look, (g, row, width, height) -> painter.paint(line, g, row, width, height));
    }

    @Override
    protected void updateItem(@Nullable R row, boolean empty) {
        super.updateItem(row, empty);
        canvas.setVisible(!empty && row != null);
        Object now = empty || row == null ? null : part.apply(row);
        if (now == null || !now.equals(painted)) {
            painted = now;
            canvas.repaint();
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.resizeRelocate(
                snappedLeftInset(),
                2,
                Math.max(0, getWidth() - snappedLeftInset() - snappedRightInset()),
                getHeight() - 5);
    }

    private final class Surface extends PaintedRegion {
        Surface(Look look) {
            super(look);
            setManaged(true);
            setMinSize(0, 0);
        }

        @Override
        protected void paint(GraphicsContext g, double width, double height) {
            R row = getItem();
            if (row != null) {
                painter.paint(g, row, width, height);
            }
        }
    }
}

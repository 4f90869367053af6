package dev.sonde.ui.chart;

import dev.sonde.ui.look.Look;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/** A region that paints itself, at most once a pulse. Owned by the FX thread. */
public abstract class PaintedRegion extends Region {
    private final Look look;
    private final Canvas canvas = new Canvas();

    /** Paints in a look, and anew when it changes. */
    protected PaintedRegion(Look look) {
        this.look = look;
        canvas.setManaged(false);
        getChildren().add(canvas);
        look.onChange(this::repaint);
    }

    /** Puts something over what is painted, which moves by itself. */
    protected final void lay(Node over) {
        getChildren().add(over);
    }

    /** Asks to be painted with the next pulse. Nothing around it is laid out for that: it keeps its size. */
    public final void repaint() {
        setNeedsLayout(true);
    }

    /** The look to paint in. */
    protected final Look look() {
        return look;
    }

    /** Paints all of it. The context is cleared, and scaled so that one unit is one logical pixel. */
    protected abstract void paint(GraphicsContext g, double width, double height);

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
        if (width < 1 || height < 1) {
            return;
        }
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        g.save();
        paint(g, width, height);
        g.restore();
    }
}

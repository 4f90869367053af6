package dev.sonde.ui.look;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.stage.Screen;
import javafx.stage.Window;

/** Words that explain a node when the pointer rests on it: beside the node, never over it. Owned by the FX thread. */
public final class Hint extends Tooltip {
    private static final double GAP = 4;
    private static final double WIDEST = 420;

    private final Node mark;
    private final Side side;

    /** Below the node, or above it where there is no room. */
    public Hint(Node mark, String text) {
        this(mark, text, Side.BOTTOM);
    }

    /** At the right of the node, or below it. */
    public Hint(Node mark, String text, Side side) {
        super(text);
        this.mark = mark;
        this.side = side;
        setShowDelay(Nodes.TOOLTIP_DELAY);
        setMaxWidth(WIDEST);
        setWrapText(true);
    }

    @Override
    public void show(Window owner, double x, double y) {
        super.show(owner, x, y);
        Bounds at = mark.localToScreen(mark.getLayoutBounds());
        if (at != null) {
            Rectangle2D screen = Screen.getScreensForRectangle(x, y, 1, 1).stream()
                    .findFirst()
                    .orElse(Screen.getPrimary())
                    .getVisualBounds();
            Point2D place = place(at, x, screen);
            setAnchorX(place.getX());
            setAnchorY(place.getY());
        }
    }

    private Point2D place(Bounds at, double x, Rectangle2D screen) {
        if (side == Side.RIGHT) {
            return new Point2D(at.getMaxX() + GAP, at.getMinY());
        }
        double below = at.getMaxY() + GAP;
        boolean fits = below + getHeight() <= screen.getMaxY();
        return new Point2D(x, fits ? below : at.getMinY() - GAP - getHeight());
    }
}

package dev.sonde.ui.timeline;

import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Crosshair;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Typeface;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** The moment under the pointer, over the timeline, with its time on the axis. Owned by the FX thread. */
final class TimelineCursor {
    private final Look look;
    private final Crosshair crosshair;
    private final Canvas tag = new Canvas(1, 1);
    private final Group group;

    TimelineCursor(Look look) {
        this.look = look;
        crosshair = new Crosshair(look);
        group = new Group(crosshair.node(), tag);
        group.setManaged(false);
        group.setMouseTransparent(true);
        group.setAutoSizeChildren(false);
        group.setVisible(false);
    }

    /** What it looks like, to be put over the timeline. */
    Node node() {
        return group;
    }

    void hide() {
        group.setVisible(false);
    }

    /** Where the line is. */
    record Place(double x, double top, double bottom) {}

    /** Moves to a place, under which the axis is so high; {@code time} stands there, within a width. */
    void show(Place place, String time, double axis, double within) {
        crosshair.at(place.x(), place.top(), place.bottom());
        double width = Math.ceil(Typeface.AXIS.width(time) + 10);
        double height = axis - 4;
        tag.setWidth(width);
        tag.setHeight(height);
        GraphicsContext g = tag.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        g.setFill(look.colour(Token.SURFACE_OVERLAY));
        g.fillRoundRect(0, 0, width, height, 5, 5);
        g.setStroke(look.colour(Token.BORDER_STRONG));
        g.setLineWidth(1);
        g.strokeRoundRect(0.5, 0.5, width - 1, height - 1, 5, 5);
        Typeface.AXIS.use(g);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(look.colour(Token.TEXT_PRIMARY));
        g.fillText(time, 5, axis / 2 - 2);
        tag.setTranslateX(Math.rint(Math.clamp(place.x() - width / 2, 1, Math.max(1, within - width - 1))));
        tag.setTranslateY(place.bottom() + 2);
        group.setVisible(true);
    }
}

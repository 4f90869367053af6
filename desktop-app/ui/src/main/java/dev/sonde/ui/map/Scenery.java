package dev.sonde.ui.map;

import dev.sonde.core.topology.Health;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.look.Palette;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.number.Change;
import java.util.Set;
import javafx.scene.paint.Color;

/**
 * What one painting is of.
 *
 * @param g where to
 * @param palette colours
 * @param texts letters
 * @param camera what is in sight
 * @param screen size of the screen, from 0, 0
 * @param emphasis what stands out
 */
record Scenery(Sheet g, Palette palette, Texts texts, Camera camera, Box screen, Emphasis emphasis) {
    /** How much of something that does not matter now is left to see. */
    static final double DIMMED = 0.28;

    /** What is painted beyond the screen, so that it is there when the map is moved. */
    static final double MARGIN = 96;

    /**
     * What stands out: names of nodes and ids of edges.
     *
     * @param selected selected, or empty
     * @param hovered under the pointer, or empty
     * @param related what has to do with the selection; empty dims nothing
     * @param found what a search found
     */
    record Emphasis(String selected, String hovered, Set<String> related, Set<String> found) {
        static final Emphasis NONE = new Emphasis("", "", Set.of(), Set.of());

        /** The same, with the pointer elsewhere. */
        Emphasis unpointed() {
            return hovered.isEmpty() ? this : new Emphasis(selected, "", related, found);
        }

        boolean dims(String what) {
            return !related.isEmpty() && !related.contains(what);
        }
    }

    /** The screen with what is painted around it. */
    Box paper() {
        return screen.grown(MARGIN);
    }

    double x(double worldX) {
        return camera.screenX(worldX, screen.width());
    }

    double y(double worldY) {
        return camera.screenY(worldY, screen.height());
    }

    double zoom() {
        return camera.zoom();
    }

    /** A box of the map on the screen. */
    Box on(Box world) {
        return camera.on(world, screen);
    }

    Color colour(Token token) {
        return palette.colour(token);
    }

    /** The colour of a state, for lines and bars: strong enough to be told from the ground, quiet where all is well. */
    Color colour(Health health) {
        return switch (health) {
            case UNKNOWN -> colour(Token.BORDER_CONTROL);
            case STEADY -> colour(Token.SURFACE_INSET).interpolate(colour(Token.STATUS_OK), 0.66);
            case WATCH -> colour(Token.STATUS_WARN);
            case WORSE -> colour(Token.STATUS_ERROR);
        };
    }

    /** The colour of a figure in that state. */
    Color textColour(Health health, Token steady) {
        return switch (health) {
            case UNKNOWN, STEADY -> colour(steady);
            case WATCH -> colour(Token.STATUS_WARN);
            case WORSE -> colour(Token.STATUS_ERROR);
        };
    }

    /** The weight whose mark stands for a state. */
    static Change.Weight weight(Health health) {
        return switch (health) {
            case UNKNOWN -> Change.Weight.MUTED;
            case STEADY -> Change.Weight.OK;
            case WATCH -> Change.Weight.WARN;
            case WORSE -> Change.Weight.ERROR;
        };
    }
}

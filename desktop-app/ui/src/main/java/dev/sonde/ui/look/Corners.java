package dev.sonde.ui.look;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * The frame of a panel: square sides of its own, and over them the round corners. What changes inside a panel is painted without
 * the corners; a round border around all of it would go through the renderer of shapes each time.
 */
public final class Corners {
    private static final double SIZE = 6;

    private Corners() {}

    /** Frames a box, whose content is there already. */
    public static void frame(Pane box) {
        box.getStyleClass().add("sd-panel");
        corner(box, "sd-top-left", false, false);
        corner(box, "sd-top-right", true, false);
        corner(box, "sd-bottom-right", true, true);
        corner(box, "sd-bottom-left", false, true);
    }

    private static void corner(Pane box, String style, boolean right, boolean bottom) {
        Region corner = new Region();
        corner.getStyleClass().addAll("sd-corner", style);
        corner.setManaged(false);
        corner.setMouseTransparent(true);
        corner.resize(SIZE, SIZE);
        if (right) {
            corner.layoutXProperty().bind(box.widthProperty().subtract(SIZE));
        }
        if (bottom) {
            corner.layoutYProperty().bind(box.heightProperty().subtract(SIZE));
        }
        box.getChildren().add(corner);
    }
}

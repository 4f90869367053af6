package dev.sonde.ui.look;

import dev.sonde.themes.Icon;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** Makes nodes of icons. */
public final class Icons {
    private static final double GRID = 24;

    private Icons() {}

    /** An icon of a size in pixels, with style classes that colour it. */
    public static Node of(Icon icon, double size, String... styleClasses) {
        SVGPath path = new SVGPath();
        path.setContent(icon.path());
        path.getStyleClass().add("sd-icon");
        path.getStyleClass().addAll(styleClasses);
        double scale = size / GRID;
        path.setScaleX(scale);
        path.setScaleY(scale);
        path.setManaged(false);
        path.layoutBoundsProperty().subscribe(bounds -> {
            path.setLayoutX(size / 2 - GRID / 2);
            path.setLayoutY(size / 2 - GRID / 2);
            // Scaling is about the middle of the outline; icons are placed by the middle of their grid.
            path.setTranslateX((bounds.getCenterX() - GRID / 2) * (scale - 1));
            path.setTranslateY((bounds.getCenterY() - GRID / 2) * (scale - 1));
        });
        StackPane box = new StackPane(path);
        box.setMinSize(size, size);
        box.setPrefSize(size, size);
        box.setMaxSize(size, size);
        box.setMouseTransparent(true);
        return box;
    }
}

package dev.sonde.ui.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * The terms of the filter side by side. Where there is no room for all, the first ones are out of sight until the keyboard is in
 * them. Owned by the FX thread.
 */
final class FilterTokens extends HBox {
    FilterTokens() {
        super(6);
        setAlignment(Pos.CENTER_RIGHT);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
    }

    void show(List<? extends Region> tokens) {
        for (Region token : tokens) {
            token.setMinWidth(USE_PREF_SIZE);
            token.focusedProperty().subscribe(this::requestLayout);
        }
        getChildren().setAll(tokens);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double hidden = getChildren().stream()
                .filter(token -> token.isFocused() && token.getLayoutX() < 0)
                .mapToDouble(token -> -token.getLayoutX())
                .sum();
        getChildren().forEach(token -> token.setLayoutX(token.getLayoutX() + hidden));
    }
}

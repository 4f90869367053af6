package dev.sonde.ui.shell;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The views, at the left. Owned by the FX thread. */
final class Rail extends VBox {
    private final Map<ViewName, ToggleButton> items = new EnumMap<>(ViewName.class);

    Rail(List<View.Place> places, Consumer<ViewName> open) {
        getStyleClass().add("sd-rail");
        Node sign = Icons.of(Icon.SONDE, 22, "sd-accent");
        StackPane logo = new StackPane(sign);
        logo.getStyleClass().add("sd-rail-logo");
        getChildren().add(logo);
        for (View.Place place : places) {
            ToggleButton item = new ToggleButton(place.title(), Icons.of(place.icon(), 19));
            item.getStyleClass().add("sd-rail-item");
            item.setAccessibleText(place.title());
            item.setOnAction(event -> {
                item.setSelected(true);
                open.accept(place.name());
            });
            Nodes.tip(item, place.title() + " (" + place.key() + ")");
            items.put(place.name(), item);
            getChildren().add(item);
        }
    }

    /** Marks the open view. */
    void mark(ViewName open) {
        items.forEach((name, item) -> item.setSelected(name == open));
    }
}

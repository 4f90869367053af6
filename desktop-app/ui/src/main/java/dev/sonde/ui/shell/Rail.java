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
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The views, at the left, and the pages at its foot. Owned by the FX thread. */
public final class Rail extends VBox {
    private final Map<ViewName, ToggleButton> items = new EnumMap<>(ViewName.class);

    /** A rail of views and pages; {@code open} is told which one was chosen. */
    public Rail(List<View.Place> places, Consumer<ViewName> open) {
        getStyleClass().add("sd-rail");
        Node sign = Icons.of(Icon.SONDE, 22, "sd-accent");
        StackPane logo = new StackPane(sign);
        logo.getStyleClass().add("sd-rail-logo");
        getChildren().add(logo);
        boolean foot = false;
        for (View.Place place : places) {
            if (place.isPage() && !foot) {
                foot = true;
                Region room = new Region();
                setVgrow(room, Priority.ALWAYS);
                getChildren().add(room);
            }
            ToggleButton item = new ToggleButton(place.title(), Icons.of(place.icon(), 19));
            item.getStyleClass().add("sd-rail-item");
            item.setId("rail-" + place.name());
            item.setAccessibleText(place.title());
            item.setOnAction(event -> {
                item.setSelected(true);
                open.accept(place.name());
            });
            Nodes.tip(item, place.tip());
            items.put(place.name(), item);
            getChildren().add(item);
        }
    }

    /** Greys what needs a session: there is none. */
    public void withoutSession() {
        items.forEach((name, item) -> item.setDisable(Views.PAGES.stream().noneMatch(page -> page.name() == name)));
    }

    /** Marks the open view. */
    public void mark(ViewName open) {
        items.forEach((name, item) -> item.setSelected(name == open));
    }
}

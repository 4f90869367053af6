package dev.sonde.ui.shell;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Hint;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.number.Change;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The views, at the left, and the pages at its foot. Owned by the FX thread. */
public final class Rail extends VBox {
    private static final double SIGN_WIDTH = 33;

    private final List<View.Place> places;
    private final Map<ViewName, ToggleButton> items = new EnumMap<>(ViewName.class);
    private final Map<ViewName, Region> dots = new EnumMap<>(ViewName.class);
    private final Map<ViewName, Tooltip> tips = new EnumMap<>(ViewName.class);

    /** A rail of views and pages; {@code open} is told which one was chosen. */
    public Rail(List<View.Place> places, Consumer<ViewName> open) {
        this.places = places;
        getStyleClass().add("sd-rail");
        Node brand = Icons.of(Icon.SONDE, 22, "sd-accent");
        StackPane logo = new StackPane(brand);
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
            Region dot = new Region();
            dot.getStyleClass().add("sd-rail-dot");
            dot.setVisible(false);
            StackPane sign = new StackPane(Icons.of(place.icon(), 19), dot);
            StackPane.setAlignment(dot, Pos.TOP_RIGHT);
            sign.setMaxWidth(SIGN_WIDTH);
            sign.setPrefWidth(SIGN_WIDTH);
            ToggleButton item = new ToggleButton(place.title(), sign);
            item.getStyleClass().add("sd-rail-item");
            item.setId("rail-" + place.name());
            item.setAccessibleText(place.title());
            item.setOnAction(event -> {
                item.setSelected(true);
                open.accept(place.name());
            });
            // Below stands the next item.
            Hint hint = new Hint(item, place.tip(), Side.RIGHT);
            item.setTooltip(hint);
            tips.put(place.name(), hint);
            items.put(place.name(), item);
            dots.put(place.name(), dot);
            getChildren().add(item);
        }
    }

    /** Greys what needs a session: there is none. */
    public void withoutSession() {
        items.forEach((name, item) -> item.setDisable(Views.PAGES.stream().noneMatch(page -> page.name() == name)));
    }

    /** Marks views that show something worse than in the baseline, and says what it is. */
    void worse(Map<ViewName, RailMarks.Worse> views) {
        for (View.Place place : places) {
            RailMarks.Worse worse = views.get(place.name());
            Region dot = Objects.requireNonNull(dots.get(place.name()));
            dot.setVisible(worse != null);
            dot.getStyleClass().remove("sd-warn");
            if (worse != null && worse.weight() == Change.Weight.WARN) {
                dot.getStyleClass().add("sd-warn");
            }
            String words = worse == null ? "" : "worse than B: " + worse.words();
            Objects.requireNonNull(items.get(place.name()))
                    .setAccessibleText(place.title() + (words.isEmpty() ? "" : ", " + words));
            Objects.requireNonNull(tips.get(place.name())).setText(place.tip() + (words.isEmpty() ? "" : "\n" + words));
        }
    }

    /** Marks the open view. */
    public void mark(ViewName open) {
        items.forEach((name, item) -> item.setSelected(name == open));
    }
}

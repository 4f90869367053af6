package dev.sonde.ui.map;

import dev.sonde.core.topology.Grouping;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Segmented;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.Node;

/** The tools over the map: what it folds, what it labels, find, arrange and fit. Owned by the FX thread. */
final class MapTools {
    private static final Map<String, Grouping.Mode> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Auto", Grouping.Mode.AUTO);
        GROUPS.put("Kind", Grouping.Mode.KIND);
        GROUPS.put("Off", Grouping.Mode.NONE);
    }

    private final MapCanvas canvas;
    private final FindBar find;
    private final Runnable arrange;
    private final Segmented groups;
    private final Segmented labels;

    MapTools(MapCanvas canvas, FindBar find, Runnable arrange, Consumer<UnaryOperator<Frame>> setUp) {
        this.canvas = canvas;
        this.find = find;
        this.arrange = arrange;
        groups = new Segmented(
                List.copyOf(GROUPS.keySet()),
                choice -> setUp.accept(frame -> frame.grouped(GROUPS.getOrDefault(choice, Grouping.Mode.AUTO))));
        labels = new Segmented(
                Arrays.stream(Frame.Label.values()).map(Frame.Label::title).toList(),
                choice -> setUp.accept(frame -> frame.labelled(label(choice))));
        show(Frame.OWN);
    }

    Node[] nodes() {
        return new Node[] {
            Nodes.label("Fold", "sd-muted"),
            groups,
            Nodes.label("Edge label", "sd-muted"),
            labels,
            Nodes.iconButton(Icon.SEARCH, "Find on the map (Ctrl+F)", find::open),
            Nodes.iconButton(Icon.WAYPOINTS, "Arrange anew", arrange),
            Nodes.iconButton(Icon.MAXIMIZE, "Show all of it (0)", () -> canvas.fit(true))
        };
    }

    /** Shows which choices are taken. */
    void show(Frame frame) {
        GROUPS.forEach((title, mode) -> {
            if (mode == frame.mode()) {
                groups.choose(title);
            }
        });
        labels.choose(frame.label().title());
    }

    private static Frame.Label label(String title) {
        return Arrays.stream(Frame.Label.values())
                .filter(label -> label.title().equals(title))
                .findFirst()
                .orElse(Frame.OWN.label());
    }
}

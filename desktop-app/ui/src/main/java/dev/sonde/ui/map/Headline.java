package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Health;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** One line over the map: the slow path where there is one, or that all is well. Always there, so that nothing jumps. */
final class Headline extends HBox {
    private final StackPane sign = new StackPane();
    private final Label words = Nodes.label("");
    private final Label path = Nodes.label("", "sd-strong");
    private final Button only = new Button("Show path only");
    private final Button arrange;
    private List<String> slow = List.of();
    private String signed = "";
    private boolean showing;

    Headline(Consumer<Set<String>> show, Runnable arrangeAnew) {
        super(6);
        getStyleClass().add("sd-headline");
        setAlignment(Pos.CENTER_LEFT);
        path.setMinWidth(0);
        only.getStyleClass().add("sd-link");
        only.setMinWidth(USE_PREF_SIZE);
        only.setVisible(false);
        only.setOnAction(event -> {
            showing = !showing;
            only.setText(showing ? "Show all" : "Show path only");
            show.accept(showing ? Set.copyOf(slow) : Set.of());
        });
        arrange = new Button("");
        arrange.getStyleClass().add("sd-link");
        arrange.setMinWidth(USE_PREF_SIZE);
        arrange.setOnAction(event -> arrangeAnew.run());
        getChildren().addAll(sign, words, path, Nodes.spacer(), arrange, only);
    }

    /** Names and edge ids of the path that alone is shown; none shows all. */
    Set<String> shown() {
        return showing ? Set.copyOf(slow) : Set.of();
    }

    /** Shows all again; says whether it did not before. */
    boolean showAll() {
        boolean was = showing;
        showing = false;
        only.setText("Show path only");
        return was;
    }

    void show(Picture picture, boolean compared) {
        CallNetwork network = picture.network();
        slow = network.slowPath();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < slow.size(); i += 2) {
            names.add(slow.get(i));
        }
        long watched =
                network.edges().filter(edge -> edge.health() == Health.WATCH).count();
        boolean worse = !slow.isEmpty();
        words.setText(worse ? way(network) : watched > 0 ? watch(watched, compared) : calm(compared));
        path.setText(String.join(" › ", names));
        only.setVisible(worse && names.size() > 1);
        only.setManaged(only.isVisible());
        if (!worse) {
            showAll();
        }
        sign(worse ? Health.WORSE : watched > 0 ? Health.WATCH : Health.STEADY);
        int added = picture.placement().addedSinceArranged();
        arrange.setText(added > 0 ? Counts.text(added) + " new since arranged: arrange anew" : "");
        arrange.setVisible(added > 0);
        arrange.setManaged(added > 0);
    }

    /** What the path is of: calls that fail where it ends, or else take long. */
    private String way(CallNetwork network) {
        boolean fails = network.calls()
                .edge(slow.get(slow.size() - 2))
                .filter(CallNetwork::isFailing)
                .isPresent();
        return fails ? "Failing path:" : "Slow path:";
    }

    private static String watch(long edges, boolean compared) {
        return Counts.of(edges, "edge")
                + (compared ? " worse than in B, or with failures; none twice as slow." : " with failures.");
    }

    private static String calm(boolean compared) {
        return compared
                ? "No edge is worse than in B."
                : "No call fails. Press B to pin a baseline and compare with it.";
    }

    private void sign(Health health) {
        if (signed.equals(health.name())) {
            return;
        }
        signed = health.name();
        Icon icon = health == Health.WORSE
                ? Icon.OCTAGON_ALERT
                : health == Health.WATCH ? Icon.TRIANGLE_ALERT : Icon.CIRCLE_CHECK;
        Node shape = Icons.of(icon, 15, HealthWords.style(health));
        sign.getChildren().setAll(shape);
        sign.setMinWidth(USE_PREF_SIZE);
    }

    /** What an edge is in words, for assistive technology. */
    static String words(CallGraph.Edge edge) {
        return edge.client() + " calls " + edge.server() + ", " + HealthWords.word(edge.health());
    }
}

package dev.sonde.ui.connect;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What a start means in a few figures, and the button. Owned by the FX thread. */
final class Foot extends HBox {
    private final HBox facts = new HBox(28);
    private final Button start;

    /**
     * A fact.
     *
     * @param name of what
     * @param value what it is
     */
    record Fact(String name, String value) {}

    /** A foot; {@code beside} stands between the facts and the button. */
    Foot(String title, Runnable onStart, Node... beside) {
        start = new Button(title, Icons.of(Icon.PLAY, 14, "sd-primary"));
        start.getStyleClass().add("sd-primary-button");
        start.setId("start");
        start.setMinWidth(USE_PREF_SIZE);
        start.setContentDisplay(ContentDisplay.LEFT);
        start.setOnAction(event -> onStart.run());
        getStyleClass().add("sd-foot");
        getChildren().addAll(facts, Nodes.spacer());
        getChildren().addAll(beside);
        Label key = Nodes.label("Ctrl+Enter", "sd-key");
        key.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(key, start);
        facts.setMinWidth(0);
        widthProperty().subscribe(this::fit);
    }

    /** Says what a start means. */
    void facts(List<Fact> all) {
        facts.getChildren()
                .setAll(all.stream()
                        .map(fact -> new VBox(
                                2,
                                Nodes.label(fact.name(), "sd-muted", "sd-caption"),
                                Nodes.label(fact.value(), "sd-medium")))
                        .toList());
        fit();
    }

    /** What does not fit is left out from the end, never cut. */
    private void fit() {
        applyCss();
        double room = getWidth() - facts.getSpacing();
        for (Node other : getChildren()) {
            if (other.isManaged() && !other.equals(facts)) {
                room -= other.prefWidth(-1) + getSpacing();
            }
        }
        for (Node fact : facts.getChildren()) {
            room -= fact.prefWidth(-1) + facts.getSpacing();
            fact.setVisible(room >= 0);
            fact.setManaged(room >= 0);
        }
    }

    /** Says what the button does, and whether it can be done. */
    void offer(String title, boolean can) {
        start.setText(title);
        start.setDisable(!can);
        fit();
    }

    /** Whether it can be done. */
    boolean can() {
        return !start.isDisabled();
    }
}

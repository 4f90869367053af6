package dev.sonde.ui.connect;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** In which form agents are put in: what each sees and costs. Owned by the FX thread. */
final class FormChoice extends VBox {
    private final ToggleGroup group = new ToggleGroup();
    private final Map<AgentForm, ToggleButton> buttons = new EnumMap<>(AgentForm.class);
    private final Map<AgentForm, Label> counts = new EnumMap<>(AgentForm.class);

    FormChoice(Consumer<AgentForm> choose) {
        getStyleClass().add("sd-forms");
        Label title = Nodes.label("Way in", "sd-panel-title");
        HBox head = new HBox(8, title, Nodes.label("what each sees and costs", "sd-panel-note"));
        head.getStyleClass().add("sd-panel-header");
        getChildren().add(head);
        for (AgentForm form : AgentForm.values()) {
            add(form, choose);
        }
    }

    private void add(AgentForm form, Consumer<AgentForm> choose) {
        Label sees = Nodes.label(sees(form), "sd-secondary");
        Label costs = Nodes.label(costs(form), "sd-muted", "sd-caption");
        Label count = Nodes.label("", "sd-mono", "sd-secondary");
        count.setMinWidth(USE_PREF_SIZE);
        counts.put(form, count);
        HBox first = new HBox(Nodes.label(title(form), "sd-strong"), Nodes.spacer(), count);
        VBox words = new VBox(1, first, sees, costs);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        StackPane mark = new StackPane(
                Icons.of(Icon.CIRCLE, 15, "sd-unchosen"), Icons.of(Icon.CIRCLE_DOT, 15, "sd-chosen", "sd-accent"));
        mark.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(10, mark, words);
        line.setAlignment(Pos.TOP_LEFT);
        ToggleButton button = new ToggleButton("", line);
        button.setToggleGroup(group);
        button.getStyleClass().addAll("sd-choice", "sd-form");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setId("form-" + form);
        button.setAccessibleText(title(form) + ". " + sees(form) + " " + costs(form));
        line.prefWidthProperty().bind(button.widthProperty().subtract(24));
        button.setOnAction(event -> {
            button.setSelected(true);
            choose.accept(form);
        });
        Nodes.tip(button, form.meaning() + ". " + sees(form) + " " + costs(form));
        buttons.put(form, button);
        getChildren().add(button);
    }

    /** Shows a form as chosen, and how many agents each would need. */
    void show(AgentForm chosen, int pods, int nodes) {
        buttons.forEach((form, button) -> button.setSelected(form == chosen));
        counts.forEach((form, label) ->
                label.setText(pods == 0 ? "" : Counts.of(form == AgentForm.POD ? pods : nodes, "agent")));
    }

    /** What a form is called. */
    static String title(AgentForm form) {
        return switch (form) {
            case POD -> "In each pod";
            case NODE -> "In one pod of each node";
            case DEBUG_POD -> "A pod on each node";
        };
    }

    private static String sees(AgentForm form) {
        return switch (form) {
            case POD -> "Sees the requests of its own pod, and no processes";
            case NODE -> "Sees all picked pods of its node, and names their processes";
            case DEBUG_POD -> "Sees the same, and goes where pods take no containers";
        };
    }

    private static String costs(AgentForm form) {
        return switch (form) {
            case POD -> "BPF, NET_ADMIN, PERFMON only. 70 MiB in each pod. Linux 6.6";
            case NODE -> "Privileged: could do anything on its node. 70 MiB. Linux 5.10";
            case DEBUG_POD -> "Privileged, and deleted afterwards. 70 MiB. Linux 5.10";
        };
    }
}

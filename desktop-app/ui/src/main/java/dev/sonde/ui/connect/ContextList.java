package dev.sonde.ui.connect;

import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.core.error.SondeException;
import dev.sonde.themes.Icon;
import dev.sonde.ui.desk.Clusters.Contexts;
import dev.sonde.ui.desk.Clusters.Reached;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Elision;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The contexts of a kubeconfig, each with what is known of it. Owned by the FX thread. */
final class ContextList extends VBox {
    private static final int LONGEST_NAME = 26;
    private static final int LONGEST_NOTE = 30;

    private final Consumer<ClusterContext> choose;
    private final ToggleGroup group = new ToggleGroup();
    private final Map<String, Row> rows = new HashMap<>();

    ContextList(Consumer<ClusterContext> choose) {
        this.choose = choose;
        setSpacing(2);
        say("Reading the kubeconfig…");
    }

    void say(String words) {
        rows.clear();
        Label label = Nodes.label(words, "sd-section");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(label);
    }

    /** Shows contexts; nothing is known of them yet but what is written. */
    void show(Contexts contexts) {
        rows.clear();
        getChildren().clear();
        for (SondeException problem : contexts.problems()) {
            Label broken = Nodes.label(String.valueOf(problem.getMessage()), "sd-section", "sd-error");
            broken.setWrapText(true);
            broken.setMinHeight(USE_PREF_SIZE);
            Nodes.tip(broken, problem.oneLine());
            getChildren().add(broken);
        }
        for (ClusterContext context : contexts.contexts()) {
            Row row = new Row(context);
            rows.put(context.name(), row);
            getChildren().add(row.button);
        }
    }

    /** Whether a server answers has become known. */
    void reached(Map<String, Reached> known) {
        known.forEach((name, reached) -> {
            Row row = rows.get(name);
            if (row != null) {
                row.show(reached);
            }
        });
    }

    /** Marks a context as chosen. */
    void mark(String context) {
        Row row = rows.get(context);
        if (row != null) {
            row.button.setSelected(true);
        }
    }

    /** Moves the keyboard to the chosen context, or the first one. */
    void focus() {
        if (group.getSelectedToggle() instanceof ToggleButton chosen) {
            chosen.requestFocus();
        } else if (!getChildren().isEmpty()) {
            getChildren().getFirst().requestFocus();
        }
    }

    private final class Row {
        private final ClusterContext context;
        private final ToggleButton button = new ToggleButton();
        private final Label state = Nodes.label("…", "sd-mono", "sd-caption", "sd-muted");
        private final Tooltip tip;

        Row(ClusterContext context) {
            this.context = context;
            String user = context.user().isEmpty() ? "nobody" : context.user();
            String note = user + (context.authentication().isEmpty() ? "" : ", " + context.authentication());
            VBox words = new VBox(
                    Nodes.label(Elision.middle(context.name(), LONGEST_NAME), "sd-mono-medium"),
                    Nodes.label(Elision.middle(note, LONGEST_NOTE), "sd-muted", "sd-caption"));
            HBox.setHgrow(words, Priority.ALWAYS);
            words.setMinWidth(0);
            state.setMinWidth(USE_PREF_SIZE);
            StackPane mark = new StackPane(
                    Icons.of(Icon.CIRCLE, 15, "sd-unchosen"), Icons.of(Icon.CIRCLE_DOT, 15, "sd-chosen", "sd-accent"));
            mark.setMinWidth(USE_PREF_SIZE);
            HBox line = new HBox(10, mark, words, state);
            line.setAlignment(Pos.CENTER_LEFT);
            line.prefWidthProperty().bind(button.widthProperty().subtract(24));
            button.setGraphic(line);
            button.setToggleGroup(group);
            button.getStyleClass().addAll("sd-choice", "sd-context");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setId("context-" + context.name());
            button.setOnAction(event -> {
                button.setSelected(true);
                choose.accept(context);
            });
            tip = Nodes.tip(button, about(""));
            SondeException problem = context.problem();
            if (problem == null) {
                say("…", "sd-muted", "is being asked");
            } else {
                say("broken", "sd-error", problem.oneLine());
            }
        }

        private void show(Reached reached) {
            switch (reached) {
                case Reached.Answers(String _, String version, long millis, boolean login) ->
                    say(
                            millis + "\u00a0ms",
                            "sd-secondary",
                            "answers: " + version + (login ? "" : ". Its login program runs when you choose it"));
                case Reached.Silent(String _, SondeException reason) -> say(word(reason), "sd-error", reason.oneLine());
            }
        }

        private static String word(SondeException reason) {
            return switch (reason.code()) {
                case "SD-2305" -> "no answer";
                case "SD-2306" -> "not trusted";
                case "SD-2308", "SD-2318" -> "log in again";
                default -> "can't be used";
            };
        }

        private void say(String word, String style, String whole) {
            state.setText(word);
            state.getStyleClass().removeAll("sd-muted", "sd-secondary", "sd-error");
            state.getStyleClass().add(style);
            tip.setText(about(whole));
            button.setAccessibleText("Context " + context.name() + ", " + whole);
        }

        private String about(String state) {
            String server = context.target().server();
            return context.name() + (context.current() ? " (current)" : "") + "\n"
                    + (server.isEmpty() ? "no server" : server)
                    + "\nnamespace " + context.namespace() + (state.isEmpty() ? "" : "\n" + state);
        }
    }
}

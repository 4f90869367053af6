package dev.sonde.ui.connect;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.AgentState.Stage;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** How connecting goes, agent by agent, or why it failed. Owned by the FX thread. */
final class StepsPanel {
    private static final int MOST = 60;
    private static final double STAGE_WIDTH = 72;
    private static final Stage[] WAY = {Stage.SENT, Stage.READY, Stage.LIVE};
    private static final String[] WORDS = {"sent", "listens", "live"};

    private final VBox rows = new VBox();
    private final Panel panel;
    private final Runnable cancel;
    private final Runnable back;

    /** A panel; {@code cancel} gives connecting up, {@code back} leads from a failure to the plan. */
    StepsPanel(Runnable cancel, Runnable back) {
        this.cancel = cancel;
        this.back = back;
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        panel = new Panel("Connecting", scroll);
        panel.setMinSize(0, 0);
        panel.setId("steps");
    }

    Panel node() {
        return panel;
    }

    /** Nothing has been sent yet. */
    void begin(String what) {
        Button stop = new Button("Cancel");
        stop.setOnAction(event -> cancel.run());
        panel.tools(stop);
        panel.note(what);
        panel.uncover();
        rows.getChildren()
                .setAll(row(
                        Icons.of(Icon.TIMER, 16, "sd-muted"), Nodes.label("Asking the API server…", "sd-secondary")));
    }

    void show(List<AgentState> agents) {
        long live = agents.stream().filter(agent -> agent.stage() == Stage.LIVE).count();
        panel.note(live + " of " + Counts.of(agents.size(), "agent") + " live");
        rows.getChildren()
                .setAll(agents.stream().limit(MOST).map(StepsPanel::row).toList());
        if (agents.size() > MOST) {
            rows.getChildren()
                    .add(row(
                            Icons.of(Icon.INFO, 16),
                            Nodes.label("and " + (agents.size() - MOST) + " more", "sd-muted")));
        }
    }

    /** It failed: nothing is left in the cluster that runs. */
    void fail(SondeException reason) {
        panel.note("failed");
        panel.tools();
        Button toPlan = new Button("Back to the plan", Icons.of(Icon.ARROW_LEFT, 14));
        toPlan.setOnAction(event -> back.run());
        VBox state = States.error(reason);
        state.getChildren().add(toPlan);
        panel.cover(state);
    }

    private static Node row(AgentState agent) {
        Node icon = switch (agent.stage()) {
            case WAITING, SENT, READY -> Icons.of(Icon.TIMER, 16, "sd-info");
            case LIVE -> Icons.of(Icon.CIRCLE_CHECK, 16, "sd-ok");
            case INTERRUPTED -> Icons.of(Icon.TRIANGLE_ALERT, 16, "sd-warn");
            case OVER -> Icons.of(Icon.OCTAGON_ALERT, 16, "sd-error");
        };
        HBox head =
                new HBox(12, Nodes.label(agent.pod(), "sd-strong"), Nodes.label(agent.node(), "sd-mono", "sd-muted"));
        head.setAlignment(Pos.BASELINE_LEFT);
        HBox way = new HBox(4);
        for (int i = 0; i < WAY.length; i++) {
            boolean done = !agent.isStopped() && agent.stage().compareTo(WAY[i]) >= 0;
            Label step =
                    Nodes.label((done ? "✓ " : "· ") + WORDS[i], "sd-mono", "sd-caption", done ? "sd-ok" : "sd-muted");
            step.setMinWidth(STAGE_WIDTH);
            way.getChildren().add(step);
        }
        VBox words = new VBox(2, head, way);
        SondeException reason = agent.reason();
        if (reason != null) {
            Label why = Nodes.label(reason.oneLine(), agent.stage() == Stage.OVER ? "sd-error" : "sd-warn");
            why.setWrapText(true);
            why.setMinHeight(Region.USE_PREF_SIZE);
            words.getChildren().add(why);
        }
        Node row = row(icon, words);
        row.setAccessibleText(
                agent.pod() + " on " + agent.node() + " " + agent.stage().words());
        return row;
    }

    private static HBox row(Node icon, Node words) {
        HBox row = new HBox(icon, words);
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("sd-check");
        HBox.setHgrow(words, Priority.ALWAYS);
        return row;
    }
}

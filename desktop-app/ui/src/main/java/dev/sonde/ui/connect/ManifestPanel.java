package dev.sonde.ui.connect;

import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.error.SondeException;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Elision;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** What will be sent, to the letter. Owned by the FX thread. */
final class ManifestPanel {
    private static final int MOST_TABS = 3;
    private static final int LONGEST_NAME = 24;

    private final HBox tabs = new HBox();
    private final VBox lines = new VBox();
    private final Panel panel;
    private final Button copy = new Button("Copy", Icons.of(Icon.COPY, 14));
    private final Button kubectl = new Button("Copy as kubectl", Icons.of(Icon.COPY, 14));
    private String context = "";
    private @Nullable PlannedAgent shown;

    ManifestPanel() {
        tabs.getStyleClass().add("sd-tabs");
        lines.getStyleClass().add("sd-manifest");
        ScrollPane scroll = new ScrollPane(lines);
        scroll.getStyleClass().add("sd-manifest-ground");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        panel = new Panel("What will be created", new VBox(tabs, scroll));
        panel.setMinSize(0, 0);
        panel.setId("manifest");
        copy.setOnAction(event -> copied(false));
        kubectl.setOnAction(event -> copied(true));
        nothing();
    }

    private void copied(boolean asCommand) {
        PlannedAgent agent = shown;
        if (agent != null) {
            States.copy(asCommand ? agent.kubectl(context) : agent.manifest());
        }
    }

    Panel node() {
        return panel;
    }

    /** Nothing is picked. */
    void nothing() {
        empty(States.empty(
                "Nothing will be created yet", "Pick what to watch: the exact text that is sent then stands here."));
    }

    /** Nothing can be planned. */
    void fail(SondeException reason) {
        empty(States.error(reason));
    }

    private void empty(Node state) {
        shown = null;
        panel.note("");
        panel.tools();
        panel.cover(state);
    }

    void show(InjectionPlan plan, String contextName) {
        context = contextName;
        panel.uncover();
        List<PlannedAgent> agents = plan.agents();
        boolean made = agents.getFirst().method().equals("POST");
        panel.note(
                made
                        ? "exact text, " + Counts.of(agents.size(), "pod")
                        : "exact patch, " + Counts.of(agents.size(), "pod"));
        panel.tools(copy, kubectl);
        ToggleGroup group = new ToggleGroup();
        tabs.getChildren().clear();
        int most = agents.size() == MOST_TABS + 1 ? agents.size() : MOST_TABS;
        for (PlannedAgent agent : agents.subList(0, Math.min(most, agents.size()))) {
            ToggleButton tab = new ToggleButton(
                    Elision.middle(agent.place().pod(), LONGEST_NAME),
                    Nodes.label(agent.place().node(), "sd-muted", "sd-mono", "sd-caption"));
            tab.setContentDisplay(ContentDisplay.RIGHT);
            tab.setToggleGroup(group);
            tab.getStyleClass().add("sd-tab");
            tab.setOnAction(event -> {
                tab.setSelected(true);
                show(agent);
            });
            tabs.getChildren().add(tab);
        }
        if (agents.size() > most) {
            tabs.getChildren().add(others(agents.subList(most, agents.size()), group));
        }
        group.selectToggle(group.getToggles().getFirst());
        show(agents.getFirst());
    }

    private MenuButton others(List<PlannedAgent> agents, ToggleGroup group) {
        MenuButton more = new MenuButton(agents.size() + " more");
        more.getStyleClass().addAll("sd-flat", "sd-crumb");
        for (PlannedAgent agent : agents) {
            MenuItem item =
                    new MenuItem(agent.place().pod() + "   " + agent.place().node());
            item.setOnAction(event -> {
                group.selectToggle(null);
                more.setText(agent.place().pod());
                show(agent);
            });
            more.getItems().add(item);
        }
        return more;
    }

    private void show(PlannedAgent agent) {
        shown = agent;
        lines.getChildren().clear();
        int number = 1;
        for (String line : agent.manifest().lines().toList()) {
            lines.getChildren().add(line(number++, line));
        }
    }

    private static TextFlow line(int number, String line) {
        TextFlow flow = new TextFlow(Nodes.text(String.format("%3d  ", number), "sd-line-number"));
        if (line.startsWith("#")) {
            flow.getChildren().add(Nodes.text("  " + line, "sd-comment"));
            return flow;
        }
        flow.getChildren().add(Nodes.text("+ ", "sd-added"));
        int colon = line.strip().startsWith("- \"") ? -1 : line.indexOf(':');
        Text key = Nodes.text(line.substring(0, colon + 1), "sd-yaml-key");
        flow.getChildren().addAll(key, Nodes.text(line.substring(colon + 1), "sd-yaml-value"));
        return flow;
    }
}

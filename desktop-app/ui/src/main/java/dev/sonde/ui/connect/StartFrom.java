package dev.sonde.ui.connect;

import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.number.Elision;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What a session can start from: clusters, this machine, recordings. Owned by the FX thread. */
final class StartFrom {
    private static final double WIDTH = 292;
    private static final int LONGEST_PATH = 34;

    private final ToggleButton kubernetes = new ToggleButton();
    private final ToggleButton machine = new ToggleButton();
    private final ContextList contexts;
    private final RecentList recent;
    private final Label title = Nodes.label("Contexts", "sd-section");
    private final Panel panel;

    /**
     * What is done with each.
     *
     * @param kubernetes clusters are chosen
     * @param machine this machine is
     * @param file a recording is asked for
     * @param kubeconfig another kubeconfig is
     * @param context a context was chosen
     * @param recording a recording was
     */
    record Ways(
            Runnable kubernetes,
            Runnable machine,
            Runnable file,
            Runnable kubeconfig,
            Consumer<ClusterContext> context,
            Consumer<Path> recording) {}

    StartFrom(Look look, Ways ways) {
        contexts = new ContextList(ways.context());
        recent = new RecentList(look, ways.recording());
        ToggleGroup group = new ToggleGroup();
        kubernetes.setToggleGroup(group);
        machine.setToggleGroup(group);
        kubernetes.setOnAction(event -> ways.kubernetes().run());
        machine.setOnAction(event -> ways.machine().run());
        Button file = new Button();
        file.setOnAction(event -> ways.file().run());
        choice(kubernetes, Icon.SHIP_WHEEL, "Kubernetes", "a cluster of your kubeconfig", "Ctrl+1");
        choice(machine, Icon.LAPTOP, "This machine", "Linux 5.10 or newer, root", "Ctrl+2");
        choice(file, Icon.FOLDER_OPEN, "Open a recording", ".sonde, .pcap, .pcapng", "Ctrl+3");
        Button other = Nodes.iconButton(Icon.FOLDER_OPEN, "Choose another kubeconfig", ways.kubeconfig());
        other.setId("kubeconfig");
        HBox head = new HBox(title, Nodes.spacer(), other);
        head.setAlignment(Pos.CENTER_LEFT);
        // The words of a section stand below its middle by half of this.
        HBox.setMargin(other, new Insets(6, 0, 0, 0));
        ScrollPane scroll = new ScrollPane(contexts);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(64);
        VBox.setVgrow(recent, Priority.ALWAYS);
        VBox content = new VBox(
                2,
                kubernetes,
                machine,
                file,
                Nodes.rule(),
                head,
                scroll,
                Nodes.rule(),
                Nodes.label("Recent recordings", "sd-section"),
                recent,
                zone(ways.file()));
        content.setPadding(new Insets(4, 6, 10, 6));
        panel = new Panel("Start from", content);
        panel.setMinWidth(WIDTH);
        panel.setPrefWidth(WIDTH);
    }

    private static VBox zone(Runnable pick) {
        VBox zone =
                new VBox(Icons.of(Icon.FILE_DOWN, 20, "sd-muted"), Nodes.label("Drop a recording anywhere to open it"));
        zone.getStyleClass().add("sd-drop-zone");
        zone.setOnMouseClicked(event -> pick.run());
        return zone;
    }

    private static void choice(ButtonBase button, Icon icon, String title, String note, String key) {
        VBox words = new VBox(Nodes.label(title, "sd-strong"), Nodes.label(note, "sd-muted", "sd-caption"));
        HBox line = new HBox(12, Icons.of(icon, 18), words, Nodes.spacer(), Nodes.label(key, "sd-key"));
        line.setAlignment(Pos.CENTER_LEFT);
        button.setGraphic(line);
        button.getStyleClass().add("sd-choice");
        button.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(button.widthProperty().subtract(24));
        button.setAccessibleText(title + ", " + note);
    }

    Node node() {
        return panel;
    }

    ContextList contexts() {
        return contexts;
    }

    RecentList recent() {
        return recent;
    }

    /** Marks what is chosen. */
    void mark(boolean cluster) {
        (cluster ? kubernetes : machine).setSelected(true);
    }

    /** Says which files the contexts are of. */
    void files(List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        String first = Elision.middle(Elision.atHome(files.getFirst()), LONGEST_PATH);
        title.setText("Contexts in " + first + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more"));
        Nodes.tip(title, String.join("\n", files.stream().map(Elision::atHome).toList()));
    }
}

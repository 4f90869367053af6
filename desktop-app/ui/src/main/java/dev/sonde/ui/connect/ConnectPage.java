package dev.sonde.ui.connect;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import dev.sonde.ui.desk.Check;
import dev.sonde.ui.desk.FilePicker;
import dev.sonde.ui.desk.Page;
import dev.sonde.ui.desk.PageBar;
import dev.sonde.ui.desk.PageContext;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.workspace.Refresher;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Where a session begins: what to watch, what is permitted, and the start. Owned by the FX thread. */
public final class ConnectPage implements Page {
    private final PageContext context;
    private final MachineForm form = new MachineForm();
    private final ChecksPanel checks = new ChecksPanel(this::check);
    private final RecentList recent;
    private final Button start = new Button("Start watching", Icons.of(Icon.PLAY, 14, "sd-primary"));
    private final VBox root;
    private final Refresher<List<Check>> checker;

    /** The page. */
    public ConnectPage(PageContext context) {
        this.context = context;
        recent = new RecentList(context.desk()::openFile);
        checker = new Refresher<>(context.desk().jobs(), "connect.checks", this::show, checks::fail);
        HBox columns = new HBox(12, from(), scope(), checks.node());
        HBox.setHgrow(checks.node(), Priority.ALWAYS);
        checks.node().setPrefWidth(0);
        columns.getStyleClass().add("sd-body");
        VBox.setVgrow(columns, Priority.ALWAYS);
        root = new VBox(new PageBar("New session", Icon.PLUG, context.back()), columns, foot());
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private Panel from() {
        ToggleButton machine = new ToggleButton();
        machine.setSelected(true);
        machine.setOnAction(event -> {
            machine.setSelected(true);
            form.focus();
        });
        choice(machine, Icon.LAPTOP, "This machine", "Linux 5.10 or newer, root", "Ctrl+2");
        Button file = new Button();
        file.setOnAction(event -> pick());
        choice(file, Icon.FOLDER_OPEN, "Open a recording", ".sonde, .pcap, .pcapng", "Ctrl+3");
        Label drop = Nodes.label("Drop a recording anywhere to open it");
        VBox zone = new VBox(Icons.of(Icon.FILE_DOWN, 20, "sd-muted"), drop);
        zone.getStyleClass().add("sd-drop-zone");
        zone.setOnMouseClicked(event -> pick());
        VBox room = new VBox();
        VBox.setVgrow(room, Priority.ALWAYS);
        VBox content = new VBox(
                2, machine, file, Nodes.rule(), Nodes.label("Recent recordings", "sd-section"), recent, room, zone);
        content.setPadding(new Insets(4, 6, 10, 6));
        Panel panel = new Panel("Start from", content);
        panel.setMinWidth(292);
        panel.setPrefWidth(292);
        return panel;
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

    private Panel scope() {
        Panel panel = new Panel("Scope", form);
        panel.note("this machine");
        panel.setMinWidth(320);
        panel.setPrefWidth(440);
        return panel;
    }

    private HBox foot() {
        start.getStyleClass().add("sd-primary-button");
        start.setId("start");
        Label key = Nodes.label("Ctrl+Enter", "sd-key");
        start.setContentDisplay(ContentDisplay.LEFT);
        start.setOnAction(event -> start());
        HBox foot = new HBox(
                fact("Agent", "1, on this machine"),
                fact("CPU", "0.1 core at most"),
                fact("Memory", "64 MiB"),
                fact("Ends", "with the session"),
                fact("Data", "stays on this computer"),
                Nodes.spacer(),
                key,
                start);
        foot.getStyleClass().add("sd-foot");
        return foot;
    }

    private static VBox fact(String name, String value) {
        return new VBox(2, Nodes.label(name, "sd-muted", "sd-caption"), Nodes.label(value, "sd-medium"));
    }

    @Override
    public ViewName name() {
        return ViewName.CONNECT;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void opened() {
        check();
        new Refresher<>(context.desk().jobs(), "connect.recent", recent::show, error -> recent.say(error.oneLine()))
                .ask(job -> context.library().list(job, job::progress));
    }

    @Override
    public void focus() {
        form.focus();
    }

    @Override
    public boolean escape() {
        return form.clear();
    }

    private void check() {
        checks.looking("Looking at the kernel and at what this user may do…");
        checker.ask(job -> context.desk().machineChecks());
    }

    private void show(List<Check> found) {
        checks.show(found);
        start.setDisable(found.stream().anyMatch(check -> check.verdict() == Check.Verdict.BLOCKED));
    }

    private void start() {
        if (!start.isDisabled()) {
            form.scope().ifPresent(context.desk()::openMachine);
        }
    }

    private void pick() {
        FilePicker.open(
                context.desk(), root.getScene().getWindow(), context.library().folder());
    }

    private void key(KeyEvent event) {
        if (!event.isShortcutDown()) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER) {
            start();
        } else if (event.getCode() == KeyCode.DIGIT2) {
            form.focus();
        } else if (event.getCode() == KeyCode.DIGIT3) {
            pick();
        } else {
            return;
        }
        event.consume();
    }
}

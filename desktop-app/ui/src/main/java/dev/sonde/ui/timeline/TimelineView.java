package dev.sonde.ui.timeline;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The timeline with its controls. Owned by the FX thread. */
public final class TimelineView extends HBox {
    private static final Logger LOG = System.getLogger(TimelineView.class.getName());

    private final Workspace workspace;
    private final TimelineStrip strip;
    private final Label clock = Nodes.label("", "sd-clock");
    private final Label fraction = Nodes.label("", "sd-clock-fraction");
    private final Label date = Nodes.label("", "sd-caption", "sd-muted");
    private final Button pause = Nodes.iconButton(Icon.PAUSE, "Pause the view (Space)", () -> {});
    private final Button live = Nodes.iconButton(Icon.SKIP_FORWARD, "Go live (L)", () -> {});
    private final MenuButton chooser = new MenuButton();
    private final Refresher<TimelineData> refresher;
    private TimelineSignal signal = TimelineSignal.RATE;

    /** A timeline of a workspace. */
    public TimelineView(Workspace workspace) {
        this.workspace = workspace;
        strip = new TimelineStrip(workspace);
        refresher = new Refresher<>(
                workspace.jobs(),
                "timeline",
                data -> strip.show(data, signal),
                error -> LOG.log(Level.WARNING, "The timeline can''t be drawn: {0}", error.oneLine()));
        getStyleClass().add("sd-timeline");
        HBox.setHgrow(strip, Priority.ALWAYS);
        getChildren().addAll(controls(), strip);
        workspace.onMoment(this::refresh);
    }

    private VBox controls() {
        pause.setOnAction(event -> workspace.togglePause());
        live.setOnAction(event -> workspace.goLive());
        chooser.setText(signal.label());
        chooser.setGraphic(Icons.of(Icon.ACTIVITY, 14));
        chooser.setAccessibleText("Signal of the timeline");
        for (TimelineSignal each : TimelineSignal.values()) {
            MenuItem item = new MenuItem(each.label());
            item.setOnAction(event -> choose(each));
            chooser.getItems().add(item);
        }
        boolean isLive = workspace.isLive();
        pause.setVisible(isLive);
        pause.setManaged(isLive);
        live.setVisible(isLive);
        live.setManaged(isLive);
        HBox buttons = new HBox(4, pause, live, chooser);
        buttons.setAlignment(Pos.CENTER_LEFT);
        HBox time = new HBox(clock, fraction);
        time.setAlignment(Pos.BASELINE_LEFT);
        VBox box = new VBox(buttons, time, date);
        box.getStyleClass().add("sd-timeline-controls");
        return box;
    }

    private void choose(TimelineSignal chosen) {
        signal = chosen;
        chooser.setText(chosen.label());
        Moment moment = workspace.moment();
        refresher.askAnew(job -> TimelineData.of(moment, chosen, workspace.slowness(moment, job), job));
    }

    private void refresh(Moment moment) {
        long at = moment.snapshot().isEmpty()
                ? moment.extent().fromNanos()
                : moment.snapshot().liveEdgeNanos();
        String millis = workspace.clocks().millis(at);
        clock.setText(millis.substring(0, 8));
        fraction.setText(millis.substring(8, 10));
        date.setText(workspace.clocks().date(at));
        pause.setGraphic(Icons.of(workspace.isPaused() ? Icon.PLAY : Icon.PAUSE, 16));
        TimelineSignal chosen = signal;
        refresher.ask(job -> TimelineData.of(moment, chosen, workspace.slowness(moment, job), job));
        strip.repaint();
    }
}

package dev.sonde.ui.timeline;

import dev.sonde.core.navigation.NavigationState;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Playhead;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The timeline with its controls. Owned by the FX thread. */
public final class TimelineView extends HBox {
    private static final Logger LOG = System.getLogger(TimelineView.class.getName());

    private final Workspace workspace;
    private final TimelineStrip strip;
    private final Label clock = Nodes.label("", "sd-clock");
    private final Label fraction = Nodes.label("", "sd-clock-fraction");
    private final Label date = Nodes.label("", "sd-caption", "sd-muted");
    private final Button begin;
    private final Button back;
    private final Button pause;
    private final Button forward;
    private final Button live;
    private final MenuButton speed = new MenuButton();
    private final MenuButton chooser = new MenuButton();
    private final Label notes = Nodes.label("", "sd-caption", "sd-muted");
    private final VBox controls = new VBox();
    private final Refresher<TimelineData> refresher;
    private TimelineSignal signal = TimelineSignal.RATE;
    private @Nullable NavigationState painted;
    private boolean pauses = true;
    private boolean arrangedLive;

    /** A timeline of a workspace. */
    public TimelineView(Workspace workspace) {
        this.workspace = workspace;
        strip = new TimelineStrip(workspace);
        begin = Nodes.iconButton(Icon.SKIP_BACK, "To the beginning", () -> {
            workspace.playhead().stop();
            workspace.playhead().seek(workspace.moment().data().fromNanos());
        });
        back = button(Icon.CHEVRON_LEFT, Command.STEP_BACK);
        pause = button(Icon.PAUSE, Command.PAUSE);
        forward = button(Icon.CHEVRON_RIGHT, Command.STEP);
        live = button(Icon.SKIP_FORWARD, Command.LIVE);
        speeds();
        refresher = new Refresher<>(
                workspace.jobs(),
                "timeline",
                data -> strip.show(data, signal),
                error -> LOG.log(Level.WARNING, "The timeline can''t be drawn: {0}", error.oneLine()));
        setId("timeline");
        getStyleClass().add("sd-timeline");
        HBox.setHgrow(strip, Priority.ALWAYS);
        prepare();
        getChildren().addAll(controls, strip);
        arrange();
        workspace.onMoment(this::refresh);
        workspace.notes().onKept(() -> {
            showNotes();
            strip.repaint();
        });
        workspace.playhead().atProperty().subscribe(at -> showClock());
        workspace.playhead().playingProperty().subscribe(playing -> showPause());
    }

    private void prepare() {
        chooser.setText(signal.label());
        chooser.setGraphic(Icons.of(Icon.ACTIVITY, 14));
        chooser.setAccessibleText("Signal of the timeline");
        Nodes.tip(chooser, "What the timeline shows");
        for (TimelineSignal each : TimelineSignal.values()) {
            MenuItem item = new MenuItem(each.label());
            item.setOnAction(event -> choose(each));
            chooser.getItems().add(item);
        }
        notes.setPadding(new Insets(0, 0, 0, 8));
        Nodes.tip(notes, "Brackets, [ and ], step through them. A click on one opens it.");
        controls.getStyleClass().add("sd-timeline-controls");
    }

    /** A replay has more to hold, and a lane for notes; so has a session that was live, when its source is over. */
    private void arrange() {
        arrangedLive = workspace.isLive();
        HBox time = new HBox(clock, fraction);
        time.setAlignment(Pos.BASELINE_LEFT);
        if (arrangedLive) {
            controls.getChildren().setAll(row(pause, live, chooser), time, date);
        } else {
            controls.getChildren()
                    .setAll(row(begin, back, pause, forward, live, speed), time, date, row(chooser, notes));
        }
        Nodes.restyle(this, arrangedLive ? "" : "sd-replay", List.of("sd-replay"));
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(2, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void speeds() {
        speed.setText("1×");
        speed.setAccessibleText("Speed of the replay");
        Nodes.tip(speed, "Speed of the replay");
        for (int each : Playhead.SPEEDS) {
            MenuItem item = new MenuItem(each + "×");
            item.setOnAction(event -> {
                workspace.playhead().speed(each);
                speed.setText(each + "×");
            });
            speed.getItems().add(item);
        }
    }

    private Button button(Icon icon, Command command) {
        return Nodes.iconButton(icon, command.tip(), () -> workspace.run(command));
    }

    private void choose(TimelineSignal chosen) {
        signal = chosen;
        chooser.setText(chosen.label());
        Moment moment = workspace.moment();
        refresher.askAnew(job -> TimelineData.of(moment, chosen, workspace.slowness(moment, job), job));
    }

    private void refresh(Moment moment) {
        if (workspace.isLive() != arrangedLive) {
            arrange();
        }
        showClock();
        showPause();
        TimelineSignal chosen = signal;
        refresher.ask(job -> TimelineData.of(moment, chosen, workspace.slowness(moment, job), job));
        showNotes();
        // What only goes on is painted when the signal is there: not twice.
        if (!moment.state().equals(painted)) {
            painted = moment.state();
            strip.repaint();
        }
    }

    private void showNotes() {
        int count = workspace.notes().all().size();
        notes.setText(count == 0 ? "" : Counts.of(count, "note"));
    }

    /** The clock shows where the playhead stands, or the right edge. */
    private void showClock() {
        Moment moment = workspace.moment();
        long edge = moment.snapshot().isEmpty()
                ? moment.extent().fromNanos()
                : moment.snapshot().liveEdgeNanos();
        long at = workspace.playhead().or(edge);
        String millis = workspace.clocks().millis(at);
        clock.setText(millis.substring(0, 8));
        fraction.setText(millis.substring(8, 10));
        date.setText(workspace.clocks().date(at));
    }

    private void showPause() {
        boolean moves = workspace.isLive()
                ? !workspace.isPaused()
                : workspace.playhead().playingProperty().get();
        if (moves != pauses) {
            pauses = moves;
            pause.setGraphic(Icons.of(moves ? Icon.PAUSE : Icon.PLAY, 16));
        }
    }
}

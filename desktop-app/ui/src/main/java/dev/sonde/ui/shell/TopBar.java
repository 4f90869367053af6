package dev.sonde.ui.shell;

import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Back, forward, where we are, the filter, and how recording stands. Owned by the FX thread. */
final class TopBar extends HBox {
    private static final double ROOM_FOR_WORDS = 1250;
    private static final Map<String, String> RECORDERS = Map.of(
            "REC", "All that comes in is recorded, also while the view is paused.",
            "STOPPED", "Nothing comes in any more. What came is recorded.",
            "NOT RECORDING", "What comes in is shown, and is not recorded.",
            "SAVED", "The recording is complete and closed.",
            "CAPTURE", "A file of captured packets is looked at; nothing is recorded.",
            "REPLAY", "A recording is looked at; nothing is watched.");

    private final Workspace workspace;
    private final FilterBar filter;
    private final Button back;
    private final Button forward;
    private final Crumbs crumbs;
    private final HBox record = new HBox(6);
    private final Refresher<Long> counter;
    private String recordShown = "";

    /** From the filter the keyboard goes {@code on} to the view. */
    TopBar(Workspace workspace, Overlay overlay, List<View.Place> places, Runnable on) {
        this.workspace = workspace;
        filter = new FilterBar(workspace, overlay, on);
        crumbs = new Crumbs(workspace, places);
        back = Nodes.iconButton(Icon.ARROW_LEFT, Command.BACK.tip(), workspace::back);
        forward = Nodes.iconButton(Icon.ARROW_RIGHT, Command.FORWARD.tip(), workspace::forward);
        counter = new Refresher<>(
                workspace.jobs(),
                "filter.count",
                calls -> filter.count(Counts.of(calls, "request") + " in A"),
                error -> filter.count(error.code()));
        getStyleClass().add("sd-top-bar");
        // Whatever stands in it, the window does not grow beyond its edges.
        setMinWidth(0);
        record.setAlignment(Pos.CENTER);
        record.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox steps = new HBox(back, forward);
        steps.setAlignment(Pos.CENTER);
        Button palette = new Button("Commands");
        palette.setGraphic(Icons.of(Icon.COMMAND, 14));
        palette.setMinWidth(USE_PREF_SIZE);
        palette.setOnAction(event -> workspace.run(Command.PALETTE));
        Nodes.tip(palette, Command.PALETTE.tip());
        getChildren().addAll(steps, crumbs, filter, record, palette);
        widthProperty().subscribe(width -> palette.setText(width.doubleValue() > ROOM_FOR_WORDS ? "Commands" : ""));
        palette.setAccessibleText(Command.PALETTE.title());
        workspace.onMoment(this::show);
    }

    /** The filter gives way before the words of the crumbs do; where even that is not enough, they lose their middle. */
    @Override
    protected void layoutChildren() {
        crumbs.setMinWidth(LastToGive.least(this, crumbs));
        super.layoutChildren();
    }

    /** Greys the terms that the open view can't ask. */
    void greyWithout(Predicate<FilterTerm> applies) {
        filter.greyWithout(applies);
    }

    /** Moves the keyboard into the filter. */
    void editFilter() {
        filter.edit();
    }

    private void show(Moment moment) {
        back.setDisable(!workspace.canGoBack());
        forward.setDisable(!workspace.canGoForward());
        crumbs.show(moment);
        filter.show(moment);
        counter.ask(job -> Calls.in(moment, workspace.slowness(moment, job), job));
        showRecorder(moment.session());
    }

    private void showRecorder(SessionState session) {
        RecorderState state = session.recorder();
        boolean over = session.source() instanceof SourceState.Failed || session.source() instanceof SourceState.Ended;
        String text = switch (state) {
            case RecorderState.Writing ignored -> over ? "STOPPED" : "REC";
            case RecorderState.Blocked ignored -> "NOT RECORDING";
            case RecorderState.Finished ignored -> "SAVED";
            case RecorderState.Off ignored -> workspace.info().kind() == SourceInfo.Kind.CAPTURE ? "CAPTURE" : "REPLAY";
        };
        if (text.equals(recordShown)) {
            return;
        }
        recordShown = text;
        String style = switch (state) {
            case RecorderState.Writing ignored -> over ? "sd-warn" : "sd-error";
            case RecorderState.Blocked ignored -> "sd-warn";
            case RecorderState.Finished ignored -> "sd-ok";
            case RecorderState.Off ignored -> "sd-info";
        };
        Label badge = Nodes.label(text, "sd-badge", style);
        Nodes.tip(badge, RECORDERS.getOrDefault(text, ""));
        record.getChildren().setAll(badge);
    }
}

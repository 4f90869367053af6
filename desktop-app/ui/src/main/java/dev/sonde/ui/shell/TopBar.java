package dev.sonde.ui.shell;

import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Back, forward, where we are, the filter, and how recording stands. Owned by the FX thread. */
final class TopBar extends HBox {
    private final Workspace workspace;
    private final FilterBar filter;
    private final Button back;
    private final Button forward;
    private final HBox crumbs = new HBox(6);
    private final HBox record = new HBox(6);
    private final Refresher<Long> counter;
    private String crumbsShown = "";
    private String recordShown = "";

    TopBar(Workspace workspace, Overlay overlay) {
        this.workspace = workspace;
        filter = new FilterBar(workspace, overlay);
        back = Nodes.iconButton(Icon.ARROW_LEFT, "Back (Alt+Left)", workspace::back);
        forward = Nodes.iconButton(Icon.ARROW_RIGHT, "Forward (Alt+Right)", workspace::forward);
        counter = new Refresher<>(
                workspace.jobs(),
                "filter.count",
                calls -> filter.count(Counts.of(calls, "request") + " in A"),
                error -> filter.count(error.code()));
        getStyleClass().add("sd-top-bar");
        crumbs.setAlignment(Pos.CENTER_LEFT);
        crumbs.setMinWidth(USE_PREF_SIZE);
        record.setAlignment(Pos.CENTER);
        record.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox steps = new HBox(back, forward);
        steps.setAlignment(Pos.CENTER);
        getChildren().addAll(steps, crumbs, filter, record);
        workspace.onMoment(this::show);
    }

    /** Moves the keyboard into the filter. */
    void editFilter() {
        filter.edit();
    }

    private void show(Moment moment) {
        back.setDisable(!workspace.canGoBack());
        forward.setDisable(!workspace.canGoForward());
        showCrumbs(moment);
        filter.show(moment);
        counter.ask(job -> Calls.in(moment, job));
        showRecorder(moment.session());
    }

    private void showCrumbs(Moment moment) {
        String view = moment.state().selection().isEmpty()
                ? "all services"
                : moment.state().selection();
        String key = workspace.info().name() + "/" + view;
        if (key.equals(crumbsShown)) {
            return;
        }
        crumbsShown = key;
        Icon icon = workspace.info().kind() == SourceInfo.Kind.LIVE ? Icon.LAPTOP : Icon.FILM;
        Label where = Nodes.label(workspace.info().name());
        where.setGraphic(Icons.of(icon, 15));
        where.setGraphicTextGap(6);
        Label what = Nodes.label(shortened(view), "sd-strong");
        what.setGraphic(Icons.of(Icon.BOX, 15));
        what.setGraphicTextGap(6);
        crumbs.getChildren().setAll(where, Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted"), what);
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
        record.getChildren().setAll(Nodes.label(text, "sd-badge", style));
    }

    private static String shortened(String text) {
        return Elision.middle(text, 36);
    }
}

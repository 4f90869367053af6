package dev.sonde.ui.shell;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.session.Outline;
import dev.sonde.core.session.Unread;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Says over the view what is degraded: not recorded, interrupted, a sample instead of this machine. */
final class Banner extends StackPane {
    /** What was written together comes together. */
    private static final long SLACK_NANOS = 2_000_000_000L;

    private final Workspace workspace;
    private final String standing;
    private String shown = "";

    Banner(Workspace workspace) {
        this.workspace = workspace;
        this.standing = workspace.notice();
        setPadding(new Insets(12, 12, 0, 12));
        hide();
        workspace.onMoment(this::show);
        workspace.unreadableProperty().subscribe(() -> show(workspace.moment()));
    }

    private void show(Moment moment) {
        SondeException problem = problem(moment);
        String missing = moment.session().source() instanceof SourceState.Failed || !workspace.isLive()
                ? ""
                : AgentWords.missing(workspace.agents(), workspace.clocks());
        String text = missing.isEmpty() ? text(moment, problem) : missing;
        if (text.equals(shown)) {
            return;
        }
        shown = text;
        if (text.isEmpty()) {
            hide();
            return;
        }
        Label words = Nodes.label(text);
        words.setWrapText(true);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        boolean failed = moment.session().source() instanceof SourceState.Failed;
        boolean degraded = problem != null || !missing.isEmpty();
        String style = !degraded ? "sd-info" : failed ? "sd-error" : "sd-warn";
        Button copy = Nodes.iconButton(Icon.COPY, "Copy details", () -> States.copy(text));
        HBox row = new HBox(Icons.of(degraded ? Icon.TRIANGLE_ALERT : Icon.INFO, 16, style), words, copy);
        row.getStyleClass().addAll("sd-banner", style);
        getChildren().setAll(row);
        setVisible(true);
        setManaged(true);
    }

    private void hide() {
        setVisible(false);
        setManaged(false);
    }

    private String text(Moment moment, @Nullable SondeException problem) {
        if (!moment.hasCalls() && moment.session().source() instanceof SourceState.Failed) {
            // The view has nothing to show but this failure, and says it.
            return "";
        }
        if (problem != null) {
            return problem.oneLine() + after(moment);
        }
        return standing.isEmpty() ? inPart(moment) : standing;
    }

    /** A recording may be larger than memory, and a window longer than what fits. */
    private String inPart(Moment moment) {
        Outline outline = moment.span().outline();
        long known = moment.knownNanos(moment.a());
        long whole = moment.data().intersect(moment.a()).durationNanos();
        if (outline != null && known < whole - SLACK_NANOS) {
            return "A has " + Counts.of(outline.exchanges(moment.a()), "request")
                    + ", more than fits in memory: the figures are of the last "
                    + Durations.text((double) known) + " of it. Make A shorter to see the rest.";
        }
        return outline == null || workspace.isLive()
                ? ""
                : "This recording has " + Counts.of(outline.exchanges(Window.ALL), "request")
                        + ", more than fits in memory. What lies in A and B is read from the file when they move.";
    }

    private @Nullable SondeException problem(Moment moment) {
        SondeException unreadable = workspace.unreadableProperty().get();
        if (unreadable != null) {
            // What the user asked for just now comes before how things stand, which the status bar says as well.
            return unreadable;
        }
        if (moment.session().source() instanceof SourceState.Failed(SondeException reason)) {
            return reason;
        }
        if (moment.session().source() instanceof SourceState.Interrupted(SondeException reason, long millis)) {
            return reason;
        }
        if (moment.session().recorder() instanceof RecorderState.Blocked blocked) {
            return blocked.reason();
        }
        return workspace.isLive()
                ? null
                : Unread.in(workspace.info().name(), moment.snapshot()).orElse(null);
    }

    /** Since when it is so, and how it goes on. */
    private String after(Moment moment) {
        String since = moment.snapshot().isEmpty()
                ? ""
                : " Nothing is seen since "
                        + workspace.clocks().seconds(moment.snapshot().liveEdgeNanos()) + ".";
        return switch (moment.session().source()) {
            case SourceState.Interrupted _ ->
                since + " Another agent is being started; the time without one is hatched.";
            case SourceState.Failed _
            when workspace.info().kind() == SourceInfo.Kind.LIVE ->
                since + " What came before stays, and is recorded; start Sonde again to watch on.";
            default ->
                moment.session().recorder() instanceof RecorderState.Blocked(var _, var _, long _, long until)
                                && until > 0
                        ? " What came until " + workspace.clocks().seconds(until) + " is safe on disk."
                        : "";
        };
    }
}

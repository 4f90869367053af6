package dev.sonde.ui.shell;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.States;
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
    private final String standing;
    private String shown = "";

    Banner(Workspace workspace) {
        this.standing = workspace.notice();
        setPadding(new Insets(12, 12, 0, 12));
        hide();
        workspace.onMoment(this::show);
    }

    private void show(Moment moment) {
        SondeException problem = problem(moment);
        String text = problem == null ? standing : problem.oneLine();
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
        String style = problem == null ? "sd-info" : failed ? "sd-error" : "sd-warn";
        Button copy = Nodes.iconButton(Icon.COPY, "Copy details", () -> States.copy(text));
        HBox row = new HBox(Icons.of(problem == null ? Icon.INFO : Icon.TRIANGLE_ALERT, 16, style), words, copy);
        row.getStyleClass().addAll("sd-banner", style);
        getChildren().setAll(row);
        setVisible(true);
        setManaged(true);
    }

    private void hide() {
        setVisible(false);
        setManaged(false);
    }

    private static @Nullable SondeException problem(Moment moment) {
        if (moment.session().source() instanceof SourceState.Failed(SondeException reason)) {
            return reason;
        }
        if (moment.session().source() instanceof SourceState.Interrupted(SondeException reason, long millis)) {
            return reason;
        }
        if (moment.session().recorder() instanceof RecorderState.Blocked(var file, SondeException reason, long lost)) {
            return reason;
        }
        return null;
    }
}

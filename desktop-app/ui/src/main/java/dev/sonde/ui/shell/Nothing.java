package dev.sonde.ui.shell;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.waiting.AllAwaited;
import dev.sonde.core.waiting.Awaited;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** What is said when there is nothing to show, and what to do about it. */
public final class Nothing {
    private static final int MOST_AWAITED = 3;

    private Nothing() {}

    /** Nothing was seen at all yet. */
    public static Node seen(Workspace workspace, Moment moment) {
        SourceState state = moment.session().source();
        if (state instanceof SourceState.Failed(var reason)) {
            return States.error(reason);
        }
        if (state instanceof SourceState.Starting(String doing)) {
            return States.loading(doing + "…");
        }
        if (workspace.info().kind() != SourceInfo.Kind.LIVE) {
            boolean ended = state instanceof SourceState.Ended;
            return ended
                    ? States.empty(
                            "No requests in " + workspace.info().name(),
                            "The file was read to its end, and holds no request that Sonde understands.")
                    : States.loading("Reading " + workspace.info().name() + "…");
        }
        List<Awaited> awaited = AllAwaited.of(
                moment.snapshot(), Long.MAX_VALUE, Filter.ALL, moment.state().grain());
        if (!awaited.isEmpty()) {
            return States.empty("No answers yet", words(awaited, workspace.clocks()));
        }
        if (!workspace.agents().isEmpty()) {
            return States.empty(
                    "No requests yet",
                    "Sonde watches " + workspace.info().name()
                            + ": HTTP/1.1 and MySQL in plain text, from the next request on."
                            + " Nothing has been asked since. "
                            + recorded(moment.session().recorder()));
        }
        VBox box = States.empty(
                "No requests yet",
                "Sonde watches this machine: HTTP/1.1 and MySQL in plain text, at both ends, from the next request on. "
                        + "Nothing has been asked since. Try one of these in a terminal:",
                States.command("python3 -m http.server 8080"),
                States.command("curl http://localhost:8080/"));
        box.getChildren().add(Nodes.label(recorded(moment.session().recorder()), "sd-muted"));
        return box;
    }

    /** Who lets all that was asked wait. */
    private static String words(List<Awaited> awaited, Clocks clocks) {
        String most = awaited.stream()
                .limit(MOST_AWAITED)
                .map(one -> one.server() + ": " + WaitWords.sentence(one, clocks))
                .collect(Collectors.joining(". "));
        int more = awaited.size() - MOST_AWAITED;
        return most + (more > 0 ? ", and " + more + " more." : ".");
    }

    /** What becomes of what will come. */
    static String recorded(RecorderState state) {
        return state instanceof RecorderState.Blocked
                ? "What comes is shown, and can't be recorded now."
                : "What comes is recorded all the while.";
    }

    /** Nothing is left by the filter in window A. */
    public static Node matched(Moment moment) {
        String what = moment.filter().isEmpty() ? "No requests in A." : "No requests match in A.";
        return States.empty(what, wayOut(moment));
    }

    /** How to get at something where the window and the filter leave nothing. */
    public static String wayOut(Moment moment) {
        return moment.filter().isEmpty()
                ? "Widen the window: drag on the timeline, or press A for all there is."
                : "Widen the window, or drop "
                        + moment.filter().terms().getLast().text() + ".";
    }
}

package dev.sonde.ui.shell;

import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.time.Baseline;
import dev.sonde.core.time.Window;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.workspace.Workspace;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What keys do with A, B and the playhead. Owned by the FX thread. */
final class TimeCommands {
    private static final long SHORTEST_NANOS = 1_000_000L;

    private final Workspace workspace;
    private final Consumer<String> say;

    /** {@code say} is told why a key did nothing. */
    TimeCommands(Workspace workspace, Consumer<String> say) {
        this.workspace = workspace;
        this.say = say;
    }

    /** Does one; says whether it is one of them. */
    boolean run(Command command) {
        switch (command) {
            case SET_A -> a(taken(workspace.moment().data()));
            case PIN_B -> pin();
            case SWAP -> swap();
            case ZOOM_IN -> a(zoomed(workspace.moment().a(), 0.5));
            case ZOOM_OUT ->
                a(zoomed(workspace.moment().a(), 2).intersect(workspace.moment().data()));
            case ZOOM_ALL -> a(workspace.moment().data());
            case PAUSE -> workspace.togglePause();
            case LIVE -> workspace.goLive();
            case STEP -> workspace.step(1);
            case STEP_BACK -> workspace.step(-1);
            case NEXT_NOTE -> note(1);
            case PREVIOUS_NOTE -> note(-1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void note(int direction) {
        if (!workspace.notes().step(direction)) {
            boolean none = workspace.notes().all().isEmpty();
            say.accept(
                    none
                            ? "There are no notes: N writes one."
                            : "No note " + (direction > 0 ? "after" : "before") + " this.");
        }
    }

    /** The time selected in a chart, which is let go of; or else {@code otherwise}. */
    private Window taken(Window otherwise) {
        Window picked = workspace.pickedProperty().get();
        workspace.pickedProperty().set(null);
        return picked == null ? otherwise : picked;
    }

    private void a(Window window) {
        workspace.go(state -> state.at(new TimeSelection.Fixed(window)));
    }

    private void pin() {
        Window wanted = taken(workspace.moment().a());
        @Nullable Baseline now = workspace.moment().state().baseline();
        boolean again = now != null && !now.suggested() && wanted.equals(now.window());
        workspace.pin(again ? null : wanted);
    }

    private void swap() {
        Window b = workspace.moment().b();
        if (b == null) {
            say.accept("There is no B to swap with A: pin one with B.");
        } else {
            Window a = workspace.moment().a();
            workspace.go(state -> state.at(new TimeSelection.Fixed(b)).against(Baseline.pinned(a)));
        }
    }

    /** A window about the same middle, so many times as long. */
    static Window zoomed(Window window, double factor) {
        long span = window.toNanos() - window.fromNanos();
        long middle = window.fromNanos() + span / 2;
        long half = Math.max(SHORTEST_NANOS, (long) (span * factor)) / 2;
        return new Window(middle - half, middle + half);
    }
}

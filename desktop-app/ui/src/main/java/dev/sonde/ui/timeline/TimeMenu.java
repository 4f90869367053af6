package dev.sonde.ui.timeline;

import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.RowMenu;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.look.States;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import javafx.scene.control.ContextMenu;

/** The menu of a moment, in charts over time and in the timeline: set A and pin B, note, copy. Owned by the FX thread. */
public final class TimeMenu {
    private TimeMenu() {}

    /** A menu for that moment. */
    public static ContextMenu of(Workspace workspace, long unixNanos) {
        String time = workspace.clocks().millis(unixNanos);
        Action note = new Action(workspace.words(Command.NOTE), Command.NOTE.key(), Icon.INFO, () -> {
            // A note is about the moment under the pointer, which is on the menu by now.
            workspace.cursorProperty().set(unixNanos);
            workspace.run(Command.NOTE);
        });
        return RowMenu.of(
                time,
                List.of(
                        List.<Action>of(),
                        List.of(
                                action(workspace, Command.SET_A, Icon.TIMER),
                                action(workspace, Command.PIN_B, Icon.CIRCLE_DOT)),
                        List.of(note),
                        List.of(
                                new Action("Copy time", "", Icon.COPY, () -> States.copy(time)),
                                action(workspace, Command.COPY_LINK, Icon.COPY))));
    }

    private static Action action(Workspace workspace, Command command, Icon icon) {
        return new Action(workspace.words(command), command.key(), icon, () -> workspace.run(command));
    }
}

package dev.sonde.ui.shell;

import dev.sonde.core.store.Grain;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.workspace.GrainWords;
import javafx.scene.control.TableColumn;

/** The column of those who answered, beside what they were asked. FX thread. */
public final class OwnerColumn {
    private static final double ROOM = 0.19;
    private static final double ROOM_OF_PODS = 0.3;

    private OwnerColumn() {}

    /** Names it by what tells them apart, and leaves the room that their names don't need to the others. */
    public static <R> void by(Grain grain, Grid<R> grid, TableColumn<R, R> owners) {
        grid.title(owners, GrainWords.title(grain));
        grid.atMost(owners, grain == Grain.POD ? ROOM_OF_PODS : ROOM);
    }
}

package dev.sonde.ui.grid;

import java.util.ArrayList;
import java.util.List;

/** Finds rows of a table by what they say. On the FX thread. */
public final class GridFind {
    /** Rows of long lists are made when they are asked for: no more of them are searched. */
    public static final int MOST = 1000;

    private GridFind() {}

    /** The rows, by their index, in which all of these words are in sight, whatever their case. */
    public static <R> List<Integer> rows(Grid<R> grid, String words) {
        List<Integer> found = new ArrayList<>();
        SearchWords wanted = new SearchWords(words);
        int most = Math.min(MOST, grid.getItems().size());
        for (int index = 0; index < most; index++) {
            // Figures have spaces that nobody types.
            if (wanted.areIn(grid.text(grid.getItems().get(index)).replace('\u00a0', ' '))) {
                found.add(index);
            }
        }
        return found;
    }

    /** Selects a row and brings it into sight. */
    public static void show(Grid<?> grid, int index) {
        grid.getSelectionModel().clearAndSelect(index);
        grid.scrollTo(Math.max(0, index - 2));
    }
}

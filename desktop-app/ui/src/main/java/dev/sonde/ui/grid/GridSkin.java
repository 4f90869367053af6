package dev.sonde.ui.grid;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableViewSkin;

/**
 * Makes the first rows of a table a few with each frame, from the top: each has all of its cells to make, and those of a whole table
 * at once let the FX thread stand still for 0.1 s. Where nobody looks at it in a window, all are made at once.
 */
final class GridSkin<R> extends TableViewSkin<R> {
    private static final int ROWS_A_FRAME = 4;

    private int rows;
    private boolean whole;

    GridSkin(TableView<R> grid) {
        super(grid);
        GridRows.keepToThemselves(grid);
    }

    @Override
    protected void layoutChildren(double x, double y, double w, double h) {
        double now = heightNow(h);
        super.layoutChildren(x, y, w, now);
        if (now < h) {
            Platform.runLater(() -> getSkinnable().requestLayout());
        }
    }

    private double heightNow(double height) {
        if (whole || getItemCount() == 0) {
            return height;
        }
        rows += ROWS_A_FRAME;
        double reached = rows * getSkinnable().getFixedCellSize();
        whole = reached >= height || !isSeen();
        return whole ? height : reached;
    }

    private boolean isSeen() {
        Scene scene = getSkinnable().getScene();
        return scene != null && scene.getWindow() != null && scene.getWindow().isShowing();
    }
}

package dev.sonde.ui.grid;

import javafx.scene.control.ConstrainedColumnResizeBase;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TableView.ResizeFeatures;
import javafx.util.Callback;

/**
 * Shares the width of a table among its columns as JavaFX does, but always from what each of them wishes: JavaFX goes on from the widths
 * that they have, so that a table that was narrow for a while keeps narrow names and wide figures.
 */
@SuppressWarnings("rawtypes") // as the property of the table has it
final class ColumnRoom extends ConstrainedColumnResizeBase implements Callback<ResizeFeatures, Boolean> {
    @Override
    public Boolean call(ResizeFeatures features) {
        if (features.getColumn() == null) {
            for (Object each : features.getTable().getVisibleLeafColumns()) {
                if (each instanceof TableColumnBase<?, ?> column) {
                    begin(features, column);
                }
            }
        }
        return TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN.call(features);
    }

    @SuppressWarnings("unchecked")
    private static void begin(ResizeFeatures features, TableColumnBase<?, ?> column) {
        features.setColumnWidth(column, column.getPrefWidth());
    }
}

package dev.sonde.ui.grid;

import java.util.ArrayList;
import java.util.List;
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
    /** The room that was shared last, and the columns that had it with what they wished: tables are asked far more often than these change. */
    private List<Object> shared = List.of();

    @Override
    public Boolean call(ResizeFeatures features) {
        if (features.getColumn() == null && isOther(features)) {
            for (Object each : features.getTable().getVisibleLeafColumns()) {
                if (each instanceof TableColumnBase<?, ?> column) {
                    begin(features, column);
                }
            }
        }
        return TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN.call(features);
    }

    private boolean isOther(ResizeFeatures features) {
        List<Object> now = new ArrayList<>();
        now.add(features.getContentWidth());
        for (Object each : features.getTable().getVisibleLeafColumns()) {
            if (each instanceof TableColumnBase<?, ?> column) {
                now.addAll(List.of(column, column.getPrefWidth(), column.getMinWidth(), column.getMaxWidth()));
            }
        }
        boolean other = !now.equals(shared);
        shared = now;
        return other;
    }

    @SuppressWarnings("unchecked")
    private static void begin(ResizeFeatures features, TableColumnBase<?, ?> column) {
        features.setColumnWidth(column, column.getPrefWidth());
    }
}

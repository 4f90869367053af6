package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph.Compared;
import dev.sonde.core.topology.Signals;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;

/** Four figures of calls side by side, with the baseline below. Owned by the FX thread. */
final class Gauges extends GridPane {
    private static final List<String> STYLES = List.of("sd-warn", "sd-error");
    private static final String[] NAMES = {"Calls /s", "p50", "p95", "p99"};

    private final Label[] now = new Label[NAMES.length];
    private final Label[] before = new Label[NAMES.length];

    Gauges() {
        setHgap(10);
        setVgap(1);
        for (int i = 0; i < NAMES.length; i++) {
            now[i] = Nodes.label("", "sd-mono", "sd-gauge");
            before[i] = Nodes.label("", "sd-mono", "sd-caption", "sd-window-b");
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(25);
            getColumnConstraints().add(column);
            add(Nodes.label(NAMES[i], "sd-caption", "sd-muted"), i, 0);
            add(now[i], i, 1);
            add(before[i], i, 2);
        }
    }

    void show(Compared calls) {
        Signals a = calls.now();
        Signals b = calls.before();
        put(0, Rates.text(a.ratePerSecond()), b == null ? "" : "B " + Rates.text(b.ratePerSecond()), Change.NONE);
        latency(1, 0.5, a, b, a.latency().p50(), b == null ? null : b.latency().p50());
        latency(2, 0.95, a, b, a.latency().p95(), b == null ? null : b.latency().p95());
        latency(3, 0.99, a, b, a.latency().p99(), b == null ? null : b.latency().p99());
    }

    private void latency(
            int column, double quantile, Signals a, @Nullable Signals b, @Nullable Long value, @Nullable Long then) {
        boolean enough = Percentiles.enough(quantile, a.calls());
        String text = Percentiles.text(quantile, a.calls(), value);
        String old = b == null || then == null ? "" : "B " + Durations.text(then);
        boolean comparable =
                enough && b != null && then != null && value != null && Percentiles.enough(quantile, b.calls());
        put(column, text, old, comparable && value != null && then != null ? Change.ofCost(value, then) : Change.NONE);
    }

    private void put(int column, String text, String old, Change change) {
        now[column].setText(text);
        before[column].setText(old);
        Nodes.restyle(now[column], change.weight().style(), STYLES);
    }
}

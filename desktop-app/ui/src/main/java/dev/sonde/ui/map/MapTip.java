package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph.Compared;
import dev.sonde.core.topology.Signals;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What the pointer rests on: its name in full, its figures in A, in B and the change, and the next gesture. Stands beside the
 * pointer, never over what it tells of. Owned by the FX thread.
 */
final class MapTip extends VBox {
    private static final double BESIDE = 16;

    private final Label title = Nodes.label("", "sd-strong");
    private final Label figures = Nodes.label("", "sd-mono");
    private final Label next = Nodes.label("", "sd-muted");
    private final PauseTransition delay = new PauseTransition(Nodes.TOOLTIP_DELAY);
    private @Nullable Element shown;

    MapTip() {
        super(3);
        getStyleClass().add("tooltip");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        getChildren().addAll(title, figures, next);
    }

    /** Shows it when the pointer has rested for a while; at once where one was just open. */
    void about(Element element, double x, double y, Box screen) {
        boolean open = isVisible();
        delay.stop();
        delay.setOnFinished(event -> show(element, x, y, screen));
        if (open) {
            show(element, x, y, screen);
        } else {
            delay.playFromStart();
        }
    }

    void hide() {
        delay.stop();
        setVisible(false);
    }

    private void show(Element element, double x, double y, Box screen) {
        if (!element.equals(shown) || !isVisible()) {
            shown = element;
            title.setText(element.title());
            figures.setText(figures(element.figures()));
            next.setText(Inspector.next(element) + ", click inspects");
            setVisible(true);
            applyCss();
            autosize();
        }
        double left = x + BESIDE + getWidth() > screen.width() ? x - BESIDE - getWidth() : x + BESIDE;
        double top = Math.clamp(y + BESIDE, 4, Math.max(4, screen.height() - getHeight() - 4));
        // By translation, which asks for no layout.
        setTranslateX(Math.max(4, Math.rint(left)));
        setTranslateY(Math.rint(top));
    }

    /** Value in A, in B and the change, line by line. */
    static String figures(Compared calls) {
        Signals now = calls.now();
        Signals before = calls.before();
        boolean enough = Percentiles.enough(0.99, now.calls());
        StringBuilder text = new StringBuilder();
        line(
                text,
                "calls",
                Rates.withUnit(now.ratePerSecond()),
                before == null ? null : Rates.withUnit(before.ratePerSecond()));
        line(
                text,
                enough ? "p99" : "p50",
                Durations.textOrDash(latency(now, enough)),
                before == null ? null : Durations.textOrDash(latency(before, enough)));
        line(text, "errors", Shares.text(now.errorShare()), before == null ? null : Shares.text(before.errorShare()));
        if (before != null) {
            text.append('\n')
                    .append("against B: ")
                    .append(change(now, before, enough).text());
        }
        return text.toString();
    }

    static Change change(Signals now, Signals before, boolean enough) {
        Long a = latency(now, enough);
        Long b = latency(before, enough);
        return Change.ofCost(a == null ? Double.NaN : a, b == null ? Double.NaN : b);
    }

    private static @Nullable Long latency(Signals signals, boolean enough) {
        return enough ? signals.latency().p99() : signals.latency().p50();
    }

    private static void line(StringBuilder text, String name, String now, @Nullable String before) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(name).append(" ".repeat(8 - name.length())).append(now);
        if (before != null) {
            text.append("   B ").append(before);
        }
    }
}

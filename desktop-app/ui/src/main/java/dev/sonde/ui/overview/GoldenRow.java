package dev.sonde.ui.overview;

import dev.sonde.core.series.Signal;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Line;
import dev.sonde.ui.chart.TimeChart;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.timeline.TimeMenu;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** The four golden signals side by side. Owned by the FX thread. */
final class GoldenRow extends HBox {
    private final Workspace workspace;
    private final TimeChart rateChart;
    private final TimeChart errorChart;
    private final TimeChart latencyChart;
    private final TimeChart slowChart;
    private final GoldenPanel rate;
    private final GoldenPanel errors;
    private final GoldenPanel latency;
    private final GoldenPanel slow;
    private @Nullable OverviewData shown;

    GoldenRow(Workspace workspace) {
        super(12);
        this.workspace = workspace;
        rateChart = chart(false, true, Rates::text);
        errorChart = chart(false, true, share -> Shares.digits(share));
        latencyChart = chart(true, false, Durations::axis);
        slowChart = chart(false, true, Rates::text);
        rate = new GoldenPanel("Rate", rateChart, at -> tip(at, GoldenTip::rate));
        errors = new GoldenPanel("Errors", errorChart, at -> tip(at, GoldenTip::errors));
        latency = new GoldenPanel(
                "Latency",
                latencyChart,
                at -> tip(at, GoldenTip::latency),
                key("p50", Token.SERIES_1),
                key("p95", Token.SERIES_7, 4.0, 3.0),
                key("p99", Token.SERIES_2));
        slow = new GoldenPanel("Slow calls", slowChart, at -> tip(at, GoldenTip::slow));
        for (GoldenPanel panel : List.of(rate, errors, latency, slow)) {
            panel.setPrefWidth(100);
            HBox.setHgrow(panel, Priority.ALWAYS);
            getChildren().add(panel);
        }
        setMinHeight(186);
        setPrefHeight(186);
        setMaxHeight(186);
    }

    private Tip tip(@Nullable Long at, Function<GoldenTip, Tip> which) {
        OverviewData data = shown;
        return data == null ? Tip.of("Nothing yet") : which.apply(new GoldenTip(data, at, workspace.clocks()));
    }

    /** Lets go of the rows behind its figures. */
    void rest() {
        shown = null;
    }

    /** Shows figures, each signal by itself. */
    List<Runnable> show(OverviewData data) {
        return List.of(() -> showRate(data), () -> showErrors(data), () -> showLatency(data), () -> showSlow(data));
    }

    private void showRate(OverviewData data) {
        shown = data;
        Figures now = data.now();
        Figures before = data.before();
        rate.show(
                subject(data),
                Rates.text(now.ratePerSecond()),
                "req/s",
                before == null ? "" : Rates.text(before.ratePerSecond()),
                before == null ? Change.NONE : Change.ofAmount(now.ratePerSecond(), before.ratePerSecond()));
        draw(rateChart, data, before == null ? Double.NaN : before.ratePerSecond(), Signal.RATE);
    }

    private static String subject(OverviewData data) {
        return data.moment().state().selection();
    }

    private void showErrors(OverviewData data) {
        Figures now = data.now();
        Figures before = data.before();
        errors.show(
                subject(data),
                now.calls() == 0 ? "–" : Shares.digits(now.errorShare()),
                "% of requests",
                before == null || before.calls() == 0 ? "" : Shares.digits(before.errorShare()),
                before == null ? Change.NONE : Change.ofCost(now.errorShare(), before.errorShare()));
        draw(errorChart, data, before == null ? Double.NaN : before.errorShare(), Signal.ERROR_RATIO);
    }

    private void showSlow(OverviewData data) {
        Figures now = data.now();
        Figures before = data.before();
        slow.show(
                SlowWords.of(data.slowness()),
                Rates.text(now.slowPerMinute()),
                "/min",
                before == null ? "" : Rates.text(before.slowPerMinute()),
                before == null ? Change.NONE : Change.ofCost(now.slowPerMinute(), before.slowPerMinute()));
        draw(slowChart, data, before == null ? Double.NaN : before.slowPerMinute(), Signal.SLOW);
    }

    private void showLatency(OverviewData data) {
        Figures now = data.now();
        Figures before = data.before();
        boolean enough = Percentiles.enough(0.99, now.calls());
        Long value = enough ? now.latency().p99() : now.latency().p50();
        Long then = before == null
                ? null
                : enough ? before.latency().p99() : before.latency().p50();
        String text = Durations.textOrDash(value);
        int space = text.indexOf('\u00a0');
        boolean split = space > 0 && text.indexOf('\u00a0', space + 1) < 0;
        latency.show(
                "",
                split ? text.substring(0, space) : text,
                (split ? text.substring(space + 1) + "  " : "")
                        + (enough || now.calls() == 0 ? "p99" : "p50, few calls"),
                then == null ? "" : Durations.text(then),
                then == null || value == null ? Change.NONE : Change.ofCost(value, then));
        Long p99 = before == null ? null : before.latency().p99();
        draw(latencyChart, data, p99 == null ? Double.NaN : p99, Signal.P99, Signal.P95, Signal.P50);
    }

    private static void draw(TimeChart chart, OverviewData data, double baseline, Signal... signals) {
        List<Line> lines = Arrays.stream(signals)
                .map(signal -> Objects.requireNonNull(data.lines().get(signal)))
                .toList();
        chart.show(lines, data.moment().extent(), data.marks(), baseline);
    }

    private TimeChart chart(boolean logarithmic, boolean filled, DoubleFunction<String> label) {
        TimeChart made = new TimeChart(
                workspace.look(), workspace.cursorProperty(), new TimeChart.Style(logarithmic, filled, label));
        made.setOnContextMenuRequested(event ->
                TimeMenu.of(workspace, made.moment(event.getX())).show(made, event.getScreenX(), event.getScreenY()));
        made.link(workspace.playhead().atProperty(), workspace.pickedProperty());
        return made;
    }

    /** A name in its colour, over a piece of its line. */
    private Node key(String name, Token colour, Double... dashes) {
        Text text = Nodes.text(name, "sd-mono", "sd-caption");
        javafx.scene.shape.Line piece = new javafx.scene.shape.Line(0, 0, 0, 0);
        piece.endXProperty().bind(text.layoutBoundsProperty().map(Bounds::getWidth));
        piece.setStrokeWidth(1.5);
        piece.setStrokeLineCap(StrokeLineCap.BUTT);
        piece.getStrokeDashArray().setAll(dashes);
        workspace.look().themeProperty().subscribe(theme -> {
            text.setFill(workspace.look().colour(colour));
            piece.setStroke(workspace.look().colour(colour));
        });
        VBox key = new VBox(1, text, piece);
        key.setAlignment(Pos.CENTER_LEFT);
        return key;
    }
}

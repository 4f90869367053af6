package dev.sonde.ui.overview;

import dev.sonde.ui.chart.TimeChart;
import dev.sonde.ui.look.Corners;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Change;
import dev.sonde.ui.tip.Spot;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tips;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One golden signal: a figure, the same in the baseline, the change, and its course. Owned by the FX thread. */
final class GoldenPanel extends VBox {
    private static final double LEAST_FOR_NOTE = 235;

    private final String title;
    private String wholeUnit = "";
    private final TimeChart chart;
    private final Label subject = Nodes.label("", "sd-panel-note");
    private final Label change = Nodes.label("", "sd-mono");
    private final Label figure = Nodes.label("", "sd-key-figure");
    private final Label unit = Nodes.label("", "sd-secondary");
    private final Label baseline = Nodes.label("", "sd-mono", "sd-window-b");
    private String weight = "sd-muted";

    /** {@code words} says what there is to say at a moment of the chart, or for null of the whole. */
    GoldenPanel(String title, TimeChart chart, Function<@Nullable Long, Tip> words, Node... legend) {
        this.title = title;
        this.chart = chart;
        Tips.install(this, event -> spot(event, words));
        setMinWidth(0);
        Label name = Nodes.label(title, "sd-panel-title");
        name.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(8, name);
        head.getChildren().addAll(legend);
        head.getChildren().addAll(subject, Nodes.spacer(), change);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(8, 12, 0, 12));
        subject.setMinWidth(0);
        change.setMinWidth(USE_PREF_SIZE);
        change.getStyleClass().add(weight);
        HBox values = new HBox(6, figure, unit, Nodes.spacer(), baseline);
        values.setAlignment(Pos.BASELINE_LEFT);
        figure.setMinWidth(USE_PREF_SIZE);
        unit.setMinWidth(USE_PREF_SIZE);
        // A note is said whole or not at all: it is in the tooltip as well.
        List<Node> notes = new ArrayList<>(List.of(legend));
        notes.add(subject);
        baseline.setMinWidth(USE_PREF_SIZE);
        widthProperty().subscribe(width -> {
            boolean room = width.doubleValue() == 0 || width.doubleValue() > LEAST_FOR_NOTE;
            for (Node node : notes) {
                node.setVisible(room);
                node.setManaged(room);
            }
            unit.setText(unit(width.doubleValue()));
            // A figure without its unit is none: the gaps give way first.
            values.setSpacing(room ? 6 : 3);
            values.setPadding(room ? new Insets(2, 12, 2, 12) : new Insets(2, 8, 2, 10));
        });
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(head, values, chart);
        Corners.frame(this);
    }

    /** Shows figures; {@code before} is empty without a baseline. */
    void show(String of, String now, String nowUnit, String before, Change against) {
        subject.setText(of);
        figure.setText(now);
        wholeUnit = nowUnit;
        unit.setText(unit(getWidth()));
        baseline.setText(before.isEmpty() ? "" : "B " + before);
        change.setText(before.isEmpty() ? "" : against.mark() + against.text());
        if (!weight.equals(against.weight().style())) {
            change.getStyleClass().remove(weight);
            weight = against.weight().style();
            change.getStyleClass().add(weight);
        }
        Tips.refresh(this);
        setAccessibleText(title + " " + of + " " + now + " " + nowUnit + " " + baseline.getText());
    }

    /** The unit, or where there is little room its first word. */
    private String unit(double width) {
        int space = wholeUnit.indexOf(' ');
        return width == 0 || width > LEAST_FOR_NOTE || space < 0 ? wholeUnit : wholeUnit.substring(0, space);
    }

    private Optional<Spot> spot(MouseEvent event, Function<@Nullable Long, Tip> words) {
        Bounds whole = localToScene(getLayoutBounds());
        Bounds plot = chart.localToScene(chart.getLayoutBounds());
        if (plot.contains(event.getSceneX(), event.getSceneY())) {
            return chart.spot(event, at -> words.apply(at));
        }
        Bounds head = new BoundingBox(
                whole.getMinX(), whole.getMinY(), whole.getWidth(), Math.max(0, plot.getMinY() - whole.getMinY()));
        return Optional.of(new Spot(title, head, () -> words.apply(null)));
    }
}

package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Health;
import dev.sonde.core.topology.Signals;
import dev.sonde.themes.Icon;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.TimeChart;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.number.Sizes;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All about the selection, or the worst edges while nothing is selected. Owned by the FX thread. */
final class Inspector extends ScrollPane {
    private static final double CHART_HEIGHT = 112;

    private final Label health = Nodes.label("", "sd-badge");
    private final HBox chips = new HBox(6);
    private final Gauges gauges = new Gauges();
    private final TimeChart chart;
    private final Rows facts = Rows.compared();
    private final Rows endpoints = Rows.of("Endpoint", "Calls", "p99");
    private final Rows edges = Rows.of("Edge", "Calls /s", "p99");
    private final Label chartTitle = Nodes.label("", "sd-caption", "sd-muted");
    private final Label advice = Nodes.label("", "sd-secondary");
    private final Label keys = Nodes.label(
            "Arrows walk the map, Shift with them its edges. Enter opens, Ctrl+F finds, 0 shows all of it.",
            "sd-caption",
            "sd-muted");
    private final Button open = new Button("", Icons.of(Icon.LIST_TREE, 14));
    private final VBox box;
    private Consumer<Element> onOpen = element -> {};
    private @Nullable Element shown;

    Inspector(Workspace workspace, Consumer<String> select) {
        chart = new TimeChart(
                workspace.look(), workspace.cursorProperty(), new TimeChart.Style(true, true, Durations::axis));
        chart.setMinHeight(CHART_HEIGHT);
        chart.setPrefHeight(CHART_HEIGHT);
        edges.onOpen(select);
        endpoints.onOpen(select);
        advice.setWrapText(true);
        keys.setWrapText(true);
        chips.setAlignment(Pos.CENTER_LEFT);
        open.setMaxWidth(Double.MAX_VALUE);
        open.setAlignment(Pos.CENTER_LEFT);
        open.setOnAction(event -> {
            if (shown != null) {
                onOpen.accept(shown);
            }
        });
        box = new VBox(10, chips, gauges, chartTitle, chart, facts, endpoints, edges, advice, keys, open);
        box.setPadding(new Insets(2, 12, 12, 12));
        box.setVisible(false);
        health.setVisible(false);
        setContent(box);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinSize(0, 0);
        setId("inspector");
        setAccessibleText("Inspector");
    }

    /** What opening the selection does. */
    void onOpen(Consumer<Element> listener) {
        onOpen = listener;
    }

    /** The health of the selection, to stand in a header. */
    Label health() {
        return health;
    }

    void show(Moment moment, Detail detail, CallNetwork network) {
        Element element = detail.element();
        shown = element;
        box.setVisible(true);
        boolean one = element != null;
        for (var node : List.of(gauges, chartTitle, chart, open)) {
            node.setVisible(one);
            node.setManaged(one);
        }
        for (var node : List.of(advice, keys)) {
            node.setVisible(!one);
            node.setManaged(!one);
        }
        String about = element == null ? "" : element.id();
        endpoints.head(one ? "Endpoint" : "Busiest " + network.calls().grain() + "s");
        edges.head(one ? "Edges, worst first" : "Worst edges");
        edges.fill(about, detail.edges().stream().map(Lines::of).toList());
        if (element == null) {
            chips(parts(network.components()));
            badge(null);
            summary(Summary.of(network), moment.b() != null);
            return;
        }
        badge(element.health());
        chips(element, network);
        gauges.show(element.figures());
        chartTitle.setText("Latency, p99 over time, log scale");
        if (detail.course() != null) {
            chart.show(List.of(detail.course()), moment.extent(), new Brushes.Marks(moment.a(), moment.b(), List.of()));
        }
        facts(element, detail);
        endpoints.fill(about, detail.endpoints().stream().map(Lines::of).toList());
        open.setText(opening(element) + "   Enter");
    }

    /** What Enter does. */
    static String opening(Element element) {
        return switch (element) {
            case Element.OfIsland(var island) -> "Fold the namespace";
            case Element.OfNode(var node) when node.isFolded() -> "Unfold the namespace";
            case Element.OfNode(var node) when node.isGroup() -> "Open the group";
            case Element.OfNode(var node) -> "Show its requests";
            case Element.OfEdge(var edge, var client, var server) -> "Requests over it";
        };
    }

    /** The next gesture. */
    static String next(Element element) {
        return switch (element) {
            case Element.OfIsland(var island) -> "Enter folds the namespace into one";
            case Element.OfNode(var node) when node.isFolded() -> "Enter unfolds the namespace";
            case Element.OfNode(var node) when node.isGroup() -> "Enter opens the group";
            default -> "Enter shows its requests";
        };
    }

    private static String parts(int components) {
        return components == 1
                ? "One connected part"
                : Counts.of(components, "part") + " that do not talk to each other";
    }

    /** While nothing is selected: how all of it stands, and where to begin. */
    private void summary(Summary all, boolean compared) {
        List<Rows.Line> lines = new ArrayList<>();
        lines.add(fact(
                "Calls /s, all edges", Rates.text(all.ratePerSecond()), compared ? Rates.text(all.rateBefore()) : ""));
        lines.add(fact("Failed", Shares.text(all.errorShare()), compared ? Shares.text(all.errorShareBefore()) : ""));
        lines.add(
                Rows.Line.ofList("Edges worse, watch, steady", all.worse() + ", " + all.watch() + ", " + all.steady()));
        facts.fill(lines);
        endpoints.fill("", all.busiest().stream().map(Lines::of).toList());
        advice.setText(all.advice(compared));
    }

    private void facts(Element element, Detail detail) {
        Signals now = element.figures().now();
        Signals before = element.figures().before();
        List<Rows.Line> lines = new ArrayList<>();
        lines.add(fact(
                "Failed",
                count(now.errors()) + ", " + Shares.text(now.errorShare()),
                before == null ? "" : Shares.text(before.errorShare())));
        if (!detail.failures().isEmpty()) {
            lines.add(Rows.Line.ofList("Statuses", detail.failures()));
        }
        lines.add(fact(
                "Bytes /s",
                Sizes.text(now.bytesPerSecond()),
                before == null ? "" : Sizes.text(before.bytesPerSecond())));
        lines.add(fact(
                "Round trip, median",
                Durations.textOrDash(now.network().rttNanos()),
                before == null ? "" : Durations.textOrDash(before.network().rttNanos())));
        Long again = now.network().retransmits();
        lines.add(fact("Segments sent again", again == null ? "–" : count(again), ""));
        facts.fill(lines);
    }

    private void chips(Element element, CallNetwork network) {
        switch (element) {
            case Element.OfNode(CallGraph.Node node) ->
                chips(
                        NodePainter.kind(node),
                        Counts.of(network.arriving(node.name()).size(), "caller"),
                        "calls " + Counts.text(network.leaving(node.name()).size()));
            case Element.OfIsland(CallGraph.Island island) ->
                chips(
                        "namespace",
                        Counts.of(island.nodes().size(), network.calls().grain().toString()));
            case Element.OfEdge(CallGraph.Edge edge, CallGraph.Node client, CallGraph.Node server) ->
                chips(edge.protocol(), Counts.of(edge.calls().now().calls(), "call") + " in A");
        }
    }

    private void badge(@Nullable Health state) {
        health.setVisible(state != null && state != Health.UNKNOWN);
        health.setText(state == null ? "" : HealthWords.word(state));
        Nodes.restyle(health, state == null ? "" : HealthWords.style(state), List.of("sd-ok", "sd-warn", "sd-error"));
    }

    private static Rows.Line fact(String name, String now, String before) {
        return new Rows.Line(name, now, before, "", "");
    }

    private static String count(long number) {
        return Counts.text(number);
    }

    private void chips(String... words) {
        while (chips.getChildren().size() < words.length) {
            chips.getChildren().add(chip(""));
        }
        for (int i = 0; i < chips.getChildren().size(); i++) {
            Label chip = (Label) chips.getChildren().get(i);
            chip.setVisible(i < words.length);
            chip.setManaged(i < words.length);
            chip.setText(i < words.length ? words[i] : "");
        }
    }

    private static Label chip(String text) {
        Label chip = Nodes.label(Objects.requireNonNull(text), "sd-badge");
        chip.setMinWidth(USE_PREF_SIZE);
        return chip;
    }
}

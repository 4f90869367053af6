package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Health;
import dev.sonde.core.topology.Signals;
import dev.sonde.ui.map.Picture.DrawnEdge;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.number.Sizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which edges are labelled, where, and with what. Labels meet neither a node nor each other, nor the line of another edge where
 * there is a way round it: what is worse, and busier, comes first, and what finds no room goes without. A label that has a place tries to keep it. Immutable; no display needed.
 */
final class LabelPlan {
    static final LabelPlan NONE = new LabelPlan(List.of());
    static final Texts.Face FACE = Texts.Face.small(1);
    static final double LINE = 14;

    private static final double[] PLACES = {0.5, 0.4, 0.6, 0.32, 0.68, 0.24, 0.76, 0.16, 0.84};
    /** Beside the line first, so that it stays whole; on it where there is no other room. */
    private static final double[] BESIDE = {-1, 1, 0};

    private static final double LETTER = 0.6 * Texts.SMALLEST;
    private static final int MOST = 90;
    private static final double LEAST_ZOOM = 0.55;

    private final List<Label> labels;

    private LabelPlan(List<Label> labels) {
        this.labels = labels;
    }

    /** Where on the way, and on which side of it: -1 above, 0 on it, 1 below. */
    record Spot(double share, double side) {}

    /** A label: where its middle is on the map, its size in pixels, and what it says. */
    record Label(CallGraph.Edge edge, Spot spot, double x, double y, double width, List<String> lines) {
        double height() {
            return lines.size() * LINE + 2;
        }

        /** The place it takes on the map. */
        Box room(double zoom) {
            return new Box(x - width / zoom / 2, y - height() / zoom / 2, width / zoom, height() / zoom);
        }
    }

    /** Those of one edge. */
    LabelPlan of(String edge) {
        return new LabelPlan(
                labels.stream().filter(label -> label.edge().id().equals(edge)).toList());
    }

    /** Plans them for a zoom; {@code before} is the plan that is on the screen. */
    static LabelPlan of(Picture picture, double zoom, Frame.Label what, LabelPlan before) {
        if (zoom < LEAST_ZOOM) {
            return NONE;
        }
        Map<String, Spot> kept = new HashMap<>();
        before.labels.forEach(label -> kept.put(label.edge().id(), label.spot()));
        List<DrawnEdge> edges = new ArrayList<>(picture.edges());
        edges.sort(Comparator.comparing((DrawnEdge e) -> e.edge().health() != Health.WORSE)
                .thenComparing(e -> !kept.containsKey(e.edge().id()))
                .thenComparing(e -> e.edge().health() != Health.WATCH)
                .thenComparingDouble(e -> -e.edge().calls().now().ratePerSecond())
                .thenComparing(e -> e.edge().id()));
        List<Box> taken = new ArrayList<>();
        for (DrawnNode node : picture.nodes()) {
            taken.add(node.box().grown(3 / zoom));
        }
        List<Label> labels = new ArrayList<>();
        LabelGround ground = new LabelGround(edges, LINE / zoom);
        for (int i = 0; i < edges.size() && labels.size() < MOST; i++) {
            DrawnEdge edge = edges.get(i);
            int own = i;
            List<String> lines = lines(edge.edge(), what);
            List<Label> possible = possible(
                            edge, lines, zoom, kept.get(edge.edge().id()))
                    .stream()
                    .filter(label -> taken.stream().noneMatch(label.room(zoom)::meets))
                    .toList();
            possible.stream()
                    .filter(label -> !ground.isCrossed(label.room(zoom), own))
                    .findFirst()
                    .or(() -> possible.stream().findFirst())
                    .ifPresent(label -> {
                        taken.add(label.room(zoom));
                        labels.add(label);
                    });
        }
        return new LabelPlan(List.copyOf(labels));
    }

    /** All places that a label may have, the best first. */
    private static List<Label> possible(DrawnEdge edge, List<String> lines, double zoom, @Nullable Spot keep) {
        List<Spot> spots = new ArrayList<>();
        if (keep != null) {
            spots.add(keep);
        }
        for (double share : PLACES) {
            for (double side : BESIDE) {
                spots.add(new Spot(share, side));
            }
        }
        double width = width(edge.edge(), lines);
        double away = (lines.size() * LINE + 2) / zoom / 2 + (edge.width() / 2 + 3) / zoom;
        return spots.stream()
                .map(spot -> new Label(
                        edge.edge(),
                        spot,
                        edge.curve().x(spot.share()),
                        edge.curve().y(spot.share()) + spot.side() * away,
                        width,
                        lines))
                .toList();
    }

    private static double width(CallGraph.Edge edge, List<String> lines) {
        int letters = lines.stream().mapToInt(String::length).max().orElse(0);
        Health health = edge.health();
        return letters * LETTER + 8 + (health == Health.WATCH || health == Health.WORSE ? 14 : 0);
    }

    /** The rate, and below it what was asked for and the failures. */
    static List<String> lines(CallGraph.Edge edge, Frame.Label what) {
        Signals now = edge.calls().now();
        String rate = Rates.text(now.ratePerSecond()) + "/s";
        String second = switch (what) {
            case RATE -> "";
            case P99 -> NodePainter.latency(now);
            case RTT ->
                now.network().rttNanos() == null
                        ? ""
                        : "rtt " + Durations.text(now.network().rttNanos());
            case BYTES -> Sizes.text(now.bytesPerSecond()) + "/s";
        };
        List<String> lines = new ArrayList<>(List.of(rate));
        if (!second.isEmpty()) {
            lines.add(second);
        }
        if (now.errors() > 0) {
            lines.add("err " + Shares.text(now.errorShare()));
        }
        return lines;
    }

    List<Label> labels() {
        return labels;
    }
}

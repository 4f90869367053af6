package dev.sonde.ui.map;

import dev.sonde.core.store.Peer;
import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Health;
import dev.sonde.core.topology.Signals;
import dev.sonde.themes.Icon;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.HealthMark;
import dev.sonde.ui.chart.Sheet;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Percentiles;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import java.util.function.DoubleSupplier;

/** Draws nodes: the nearer, the more they say. In the background. */
final class NodePainter {
    /** From here on a node says all it knows. */
    static final double WHOLE = 0.78;

    private static final double NAMED = 0.3;
    private static final double TWO_LINES = 0.5;
    private static final double ICON = 15;
    private static final String P99 = "p99 ";
    /** Beside a name that stands alone. */
    private static final double FAR_PAD = 5;
    /** How much wider a card may be on the map than its place: less than lies between any two. */
    private static final double SPARE = 32;

    private final Scenery s;
    private final Sheet g;

    NodePainter(Scenery scenery) {
        s = scenery;
        g = scenery.g();
    }

    void paint(DrawnNode drawn) {
        Box box = s.on(drawn.box());
        if (!box.grown(8).meets(s.paper())) {
            return;
        }
        boolean dimmed = s.emphasis().dims(drawn.node().name());
        if (dimmed) {
            g.setGlobalAlpha(Scenery.DIMMED);
        }
        if (s.zoom() < NAMED) {
            dot(drawn, box);
        } else {
            card(drawn, wide(box, () -> nameWidth(drawn), s.zoom()));
        }
        if (dimmed) {
            g.setGlobalAlpha(1);
        }
    }

    /** From far: a coloured box; what is not well is larger and has its shape beside it. */
    private void dot(DrawnNode drawn, Box box) {
        CallGraph.Node node = drawn.node();
        double width = Math.max(3, box.width());
        double height = Math.max(2.5, box.height());
        g.setFill(s.colour(Token.SURFACE_RAISED));
        g.fillRect(box.x(), box.y(), width, height);
        g.setFill(s.colour(node.health()));
        boolean well = node.health() == Health.STEADY || node.health() == Health.UNKNOWN;
        g.fillRect(box.x(), box.y(), well ? Math.max(2, width * 0.14) : width, height);
        ring(node.name(), box);
        if (!well && width > 14) {
            HealthMark.paint(g, s.palette(), Scenery.weight(node.health()), box.centreX(), box.y() - 9);
        }
    }

    private double nameWidth(DrawnNode drawn) {
        return s.texts().width(Texts.Face.name(s.zoom()), drawn.node().title());
    }

    /** Where a card has room for nothing but its name, it is as wide as that as long as it meets no neighbour. */
    static Box wide(Box box, DoubleSupplier name, double zoom) {
        if (zoom >= TWO_LINES) {
            return box;
        }
        double needed = name.getAsDouble() + 2 * FAR_PAD;
        return new Box(box.x(), box.y(), Math.clamp(needed, box.width(), box.width() + SPARE * zoom), box.height());
    }

    private void card(DrawnNode drawn, Box box) {
        CallGraph.Node node = drawn.node();
        double x = Math.floor(box.x());
        double y = Math.floor(box.y());
        double width = Math.rint(box.width());
        double height = Math.rint(box.height());
        boolean selected = s.emphasis().selected().equals(node.name());
        boolean hovered = s.emphasis().hovered().equals(node.name());
        Token ground = selected ? Token.SURFACE_SELECTED : hovered ? Token.SURFACE_HOVER : Token.SURFACE_RAISED;
        if (node.isGroup()) {
            stack(x, y, width, height);
        }
        g.setFill(s.colour(ground));
        g.fillRoundRect(x, y, width, height, 10, 10);
        g.setFill(s.colour(node.health()));
        g.fillRoundRect(x, y, Math.max(3, 4 * s.zoom()), height, 3, 3);
        g.setStroke(s.colour(
                node.health() == Health.WORSE
                        ? Token.STATUS_ERROR_LINE
                        : hovered ? Token.BORDER_CONTROL : Token.BORDER_DEFAULT));
        g.setLineWidth(1);
        if (node.isOutside()) {
            g.setLineDashes(4, 3);
        }
        g.strokeRoundRect(x + 0.5, y + 0.5, width - 1, height - 1, 10, 10);
        g.setLineDashes();
        ring(node.name(), new Box(x, y, width, height));
        write(node, new Box(x, y, width, height));
    }

    /** A group has more cards behind it. */
    private void stack(double x, double y, double width, double height) {
        for (int i = 2; i >= 1; i--) {
            double by = 3 * i * Math.min(1, s.zoom());
            g.setFill(s.colour(Token.SURFACE_RAISED));
            g.fillRoundRect(x + by, y + by, width, height, 10, 10);
            g.setStroke(s.colour(Token.BORDER_STRONG));
            g.setLineWidth(1);
            g.strokeRoundRect(x + by + 0.5, y + by + 0.5, width - 1, height - 1, 10, 10);
        }
    }

    private void ring(String name, Box box) {
        boolean selected = s.emphasis().selected().equals(name);
        boolean found = s.emphasis().found().contains(name);
        if (selected || found) {
            g.setStroke(s.colour(selected ? Token.ACCENT_DEFAULT : Token.ACCENT_HOVER));
            g.setLineWidth(2);
            if (!selected) {
                g.setLineDashes(5, 3);
            }
            g.strokeRoundRect(box.x() - 2, box.y() - 2, box.width() + 4, box.height() + 4, 12, 12);
            g.setLineDashes();
        }
    }

    private void write(CallGraph.Node node, Box box) {
        double zoom = s.zoom();
        boolean whole = zoom >= WHOLE;
        double pad = zoom < TWO_LINES ? FAR_PAD : Math.max(8, 12 * zoom);
        int lines = zoom < TWO_LINES ? 1 : node.isOutside() || !whole ? 2 : 3;
        double step = box.height() / (lines + 0.35);
        double y = box.y() + step * 0.68;
        Texts.Face face = Texts.Face.name(zoom);
        double left = box.x() + pad;
        double right = box.right() - (zoom < TWO_LINES ? FAR_PAD : Math.max(6, 10 * zoom));
        if (whole) {
            double size = ICON * Math.min(zoom, 1.6);
            icon(icon(node), left, y - size / 2, size);
            left += size + 6;
        }
        if (lines > 1 && !node.isOutside() && node.health() != Health.UNKNOWN) {
            HealthMark.paint(g, s.palette(), Scenery.weight(node.health()), right - 6, y);
            right -= 15;
        }
        Token colour = node.isOutside() ? Token.TEXT_SECONDARY : Token.TEXT_PRIMARY;
        s.texts().left(g, face, s.colour(colour), s.texts().fitting(face, node.title(), right - left), left, y);
        if (lines > 1) {
            figures(node, box, y + step, whole);
        }
        if (lines > 2) {
            failures(node, box, y + 2 * step);
        }
    }

    /**
     * Rate at the left, latency at the right; what does not fit is left out, never cut. The 99th percentile is what all of the map tells and
     * goes without its name where that has no room; another one does not.
     */
    private void figures(CallGraph.Node node, Box box, double y, boolean whole) {
        boolean answers = node.answered().now().calls() > 0;
        Signals now = answers ? node.answered().now() : node.asked().now();
        Texts.Face face = Texts.Face.data(s.zoom());
        double left = box.x() + Math.max(8, 12 * s.zoom());
        double right = box.right() - Math.max(6, 10 * s.zoom());
        String rate = Rates.text(now.ratePerSecond()) + "/s" + (answers || !whole ? "" : " asked");
        String latency = answers && !node.isOutside() ? latency(now) : "";
        double room = right - left - s.texts().width(face, rate);
        if (latency.startsWith(P99) && s.texts().width(face, latency) + 8 > room) {
            latency = latency.substring(P99.length());
        }
        s.texts().left(g, face, s.colour(Token.TEXT_SECONDARY), rate, left, y);
        if (!latency.isEmpty() && s.texts().width(face, latency) + 8 <= room) {
            s.texts().right(g, face, s.textColour(node.health(), Token.TEXT_PRIMARY), latency, right, y);
        }
    }

    private void failures(CallGraph.Node node, Box box, double y) {
        Signals now = node.answered().now();
        Texts.Face face = Texts.Face.small(s.zoom());
        double left = box.x() + Math.max(8, 12 * s.zoom());
        double right = box.right() - Math.max(6, 10 * s.zoom());
        String failed = now.calls() > 0 ? "err " + Shares.text(now.errorShare()) : "";
        boolean failing = now.errors() > 0;
        Token colour = failing && node.health() == Health.WORSE ? Token.STATUS_ERROR : Token.TEXT_MUTED;
        s.texts().left(g, face, s.colour(colour), failed, left, y);
        String kind = kind(node);
        Texts.Face caption = Texts.Face.caption(s.zoom());
        if (s.texts().width(caption, kind) + s.texts().width(face, failed) + 8 < right - left) {
            s.texts().right(g, caption, s.colour(Token.TEXT_MUTED), kind, right, y);
        }
    }

    /** The percentile that the calls are enough for, by name and value. */
    static String latency(Signals now) {
        boolean enough = Percentiles.enough(0.99, now.calls());
        Long value = enough ? now.latency().p99() : now.latency().p50();
        if (value == null) {
            return "";
        }
        return (enough ? P99 : "p50 ") + Durations.text(value);
    }

    static String kind(CallGraph.Node node) {
        if (node.isGroup()) {
            return node.isOutside()
                    ? Counts.of(node.members().size(), "address").replace("addresss", "addresses")
                    : Counts.of(node.members().size(), member(node.kind()));
        }
        return switch (node.kind()) {
            case WORKLOAD -> "workload";
            case SERVICE -> "service";
            case POD -> "pod";
            case NODE -> "node";
            case CONTAINER -> "container";
            case UNIT -> "unit";
            case EXECUTABLE -> "process";
            case ADDRESS -> "outside";
        };
    }

    /** What members of a group are: on a plain machine all are services. */
    private static String member(Peer.Kind kind) {
        return switch (kind) {
            case WORKLOAD -> "workload";
            case POD -> "pod";
            case NODE -> "node";
            default -> "service";
        };
    }

    private static Icon icon(CallGraph.Node node) {
        if (node.isGroup()) {
            return Icon.PACKAGE;
        }
        return switch (node.kind()) {
            case ADDRESS -> Icon.NETWORK;
            case CONTAINER, WORKLOAD -> Icon.BOX;
            case SERVICE -> Icon.WAYPOINTS;
            case POD -> Icon.CIRCLE_DOT;
            case NODE, UNIT, EXECUTABLE -> Icon.SERVER;
        };
    }

    private void icon(Icon icon, double x, double y, double size) {
        g.setFill(s.colour(Token.TEXT_SECONDARY));
        g.fill(Outlines.of(icon), x, y, size / 24);
    }
}

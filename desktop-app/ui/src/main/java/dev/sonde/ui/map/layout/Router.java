package dev.sonde.ui.map.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ways of edges between boxes: out at one side, in at the other, around what lies between: on islands around their
 * nodes, between islands around the islands as a whole. Each edge has its own
 * port at a box, in the order in which the edges leave, so that pairs in both directions lie side by side. Belongs to one
 * thread.
 */
public final class Router {
    private static final double PORT_MARGIN = 12;
    private static final double CLEARANCE = 16;
    private static final double LANE = 9;
    private static final double BULGE = 70;

    private final Map<String, Box> boxes;
    private final List<Way> ways = new ArrayList<>();
    private final Map<String, Integer> lanes = new HashMap<>();
    private final Map<String, String> islands;
    /** By island; those of what is on none, and of the islands themselves, by the empty name. */
    private final Map<String, List<Strip>> strips = new HashMap<>();

    /** A side of a box. */
    private enum Side {
        LEFT,
        RIGHT
    }

    /** Boxes that lie above each other. */
    private record Strip(double left, double right, List<Box> boxes) {}

    /** The way of one edge, while it is being found. */
    private static final class Way {
        final String id;
        final List<Strip> strips;
        final Box from;
        final Box to;
        final Side out;
        final Side in;
        double startY;
        double endY;

        Way(String id, List<Strip> strips, Box from, Box to, Side out, Side in) {
            this.id = id;
            this.strips = strips;
            this.from = from;
            this.to = to;
            this.out = out;
            this.in = in;
        }

        double startX() {
            return out == Side.RIGHT ? from.right() : from.x();
        }

        double endX() {
            return in == Side.RIGHT ? to.right() : to.x();
        }
    }

    /** Among these boxes, some of them on islands. */
    public Router(Map<String, Box> boxes, Map<String, String> islands) {
        this.boxes = new TreeMap<>(boxes);
        this.islands = islands;
        Map<String, Map<String, Box>> byIsland = new TreeMap<>();
        Map<String, Box> ground = byIsland.computeIfAbsent("", g -> new TreeMap<>());
        this.boxes.forEach((name, box) ->
                byIsland.computeIfAbsent(islandOf(name), i -> new TreeMap<>()).put(name, box));
        Shore.all(this.boxes, islands).forEach((island, shore) -> ground.put("\n" + island, shore));
        byIsland.forEach((island, own) -> strips.put(island, strips(own)));
    }

    private String islandOf(String name) {
        return islands.getOrDefault(name, "");
    }

    /** What an edge may have to go around, from left to right. */
    private List<Strip> between(String from, String to) {
        List<String> places = islandOf(from).equals(islandOf(to))
                ? List.of(islandOf(from))
                : Stream.of(islandOf(from), "", islandOf(to)).distinct().toList();
        return places.stream()
                .flatMap(place -> strips.getOrDefault(place, List.of()).stream())
                .sorted(Comparator.comparingDouble(Strip::left).thenComparingDouble(Strip::right))
                .toList();
    }

    /** Asks for the way of an edge; ids are unique. */
    public void edge(String id, String from, String to) {
        Box start = boxes.get(from);
        Box end = boxes.get(to);
        if (start == null || end == null) {
            return;
        }
        boolean forward = end.x() >= start.right();
        boolean back = end.right() <= start.x();
        Side out = back ? Side.LEFT : Side.RIGHT;
        Side in = forward ? Side.LEFT : Side.RIGHT;
        ways.add(new Way(id, between(from, to), start, end, out, in));
    }

    /** Finds all ways. */
    public Map<String, Curve> routes() {
        ways.sort(Comparator.comparing(way -> way.id));
        ports();
        Map<String, Curve> curves = new HashMap<>();
        for (Way way : ways) {
            curves.put(way.id, curve(way));
        }
        return curves;
    }

    /** Gives each edge its own height at both of its boxes. */
    private void ports() {
        record Port(Way way, boolean atStart, double towards) {}
        record Face(Box box, Side side) {}
        Map<Face, List<Port>> faces = new HashMap<>();
        for (Way way : ways) {
            faces.computeIfAbsent(new Face(way.from, way.out), f -> new ArrayList<>())
                    .add(new Port(way, true, way.to.centreY()));
            faces.computeIfAbsent(new Face(way.to, way.in), f -> new ArrayList<>())
                    .add(new Port(way, false, way.from.centreY()));
        }
        faces.forEach((face, ports) -> {
            ports.sort(Comparator.comparingDouble(Port::towards)
                    .thenComparing(port -> port.way().id)
                    .thenComparing(Port::atStart));
            double room = face.box().height() - 2 * PORT_MARGIN;
            double step = Math.min(18, room / Math.max(1, ports.size() - 1));
            double first = face.box().centreY() - step * (ports.size() - 1) / 2;
            for (int i = 0; i < ports.size(); i++) {
                double y = first + i * step;
                if (ports.get(i).atStart()) {
                    ports.get(i).way().startY = y;
                } else {
                    ports.get(i).way().endY = y;
                }
            }
        });
    }

    private Curve curve(Way way) {
        if (way.from.equals(way.to)) {
            return loop(way.from);
        }
        if (way.out == way.in) {
            double out = Math.max(way.startX(), way.endX()) + BULGE;
            return new Curve(way.startX(), way.startY, out, way.startY, out, way.endY, way.endX(), way.endY);
        }
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {way.startX(), way.startY});
        around(way, points);
        points.add(new double[] {way.endX(), way.endY});
        return smooth(points);
    }

    /** Above the box, at its right. */
    private static Curve loop(Box box) {
        double x = box.right() - 34;
        double top = box.y() - 34;
        return new Curve(x, box.y(), x - 6, top, x + 30, top, x + 22, box.y());
    }

    private void around(Way way, List<double[]> points) {
        boolean right = way.endX() > way.startX();
        double low = Math.min(way.startX(), way.endX());
        double high = Math.max(way.startX(), way.endX());
        List<Strip> between = new ArrayList<>(way.strips.stream()
                .filter(strip -> strip.left() >= low && strip.right() <= high)
                .toList());
        if (!right) {
            between = between.reversed();
        }
        for (Strip strip : between) {
            double[] last = points.getLast();
            double middle = (strip.left() + strip.right()) / 2;
            double share = (middle - last[0]) / (way.endX() - last[0]);
            double straight = last[1] + (way.endY - last[1]) * share;
            Double free = free(strip, straight);
            if (free != null) {
                double y = lane(strip, free, free > straight);
                double first = right ? strip.left() : strip.right();
                double second = right ? strip.right() : strip.left();
                points.add(new double[] {first, y});
                points.add(new double[] {second, y});
            }
        }
    }

    /** The nearest height at which nothing lies in the way, or null where the straight way is free. */
    private static @Nullable Double free(Strip strip, double wanted) {
        boolean blocked = false;
        List<Double> tries = new ArrayList<>();
        for (Box box : strip.boxes()) {
            blocked |= inTheWay(box, wanted);
            tries.add(box.y() - CLEARANCE);
            tries.add(box.bottom() + CLEARANCE);
        }
        if (!blocked) {
            return null;
        }
        return tries.stream()
                .filter(y -> strip.boxes().stream().noneMatch(box -> inTheWay(box, y)))
                .min(Comparator.comparingDouble((Double y) -> Math.abs(y - wanted))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    private static boolean inTheWay(Box box, double y) {
        return y > box.y() - CLEARANCE + 1 && y < box.bottom() + CLEARANCE - 1;
    }

    /** Edges that take the same gap lie beside each other. */
    private double lane(Strip strip, double y, boolean downwards) {
        int taken = lanes.merge(strip.left() + "/" + y, 1, Integer::sum) - 1;
        // The gap has room for a few; more than that share.
        return y + (downwards ? 1 : -1) * LANE * (taken % 3) * 0.9;
    }

    private static Curve smooth(List<double[]> points) {
        double[] all = new double[2 + (points.size() - 1) * 6];
        all[0] = points.getFirst()[0];
        all[1] = points.getFirst()[1];
        for (int i = 1; i < points.size(); i++) {
            double[] a = points.get(i - 1);
            double[] b = points.get(i);
            double bend = (b[0] - a[0]) * 0.5;
            int at = 2 + (i - 1) * 6;
            all[at] = a[0] + bend;
            all[at + 1] = a[1];
            all[at + 2] = b[0] - bend;
            all[at + 3] = b[1];
            all[at + 4] = b[0];
            all[at + 5] = b[1];
        }
        return new Curve(all);
    }

    private static List<Strip> strips(Map<String, Box> boxes) {
        List<Strip> strips = new ArrayList<>();
        for (List<Map.Entry<String, Box>> column : LayeredLayout.columns(boxes)) {
            List<Box> members = column.stream().map(Map.Entry::getValue).toList();
            double left = members.stream().mapToDouble(Box::x).min().orElse(0);
            double right = members.stream().mapToDouble(Box::right).max().orElse(0);
            strips.add(new Strip(left, right, members));
        }
        return strips;
    }
}

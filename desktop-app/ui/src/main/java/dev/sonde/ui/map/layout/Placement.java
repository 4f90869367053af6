package dev.sonde.ui.map.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where everything lies that was ever laid out. What has a place keeps it: edges may come and go, and new nodes find theirs in
 * the room that is left, beside those they talk to. Only a new arrangement, which the user asks for, moves what lies.
 * Immutable.
 */
public final class Placement {
    /** Nothing laid out yet. */
    public static final Placement NONE = new Placement(Map.of(), 0);

    private static final double CLEARANCE = 24;
    private static final double SAME_COLUMN = 90;
    private static final int MOST_REMEMBERED = 20_000;

    private final Map<String, Box> places;
    private final int added;

    private Placement(Map<String, Box> places, int added) {
        this.places = places;
        this.added = added;
    }

    /** An arrangement from nothing: a function of the graph alone. For jobs. */
    public static Placement arranged(Sketch sketch) {
        return new Placement(LayeredLayout.of(sketch), 0);
    }

    /** This one, with places for what has none yet. For jobs. */
    public Placement with(Sketch sketch) {
        if (places.isEmpty() || places.size() > MOST_REMEMBERED) {
            return sketch.nodes().isEmpty() ? this : arranged(sketch);
        }
        TreeSet<String> waiting = new TreeSet<>(sketch.nodes().keySet());
        waiting.removeAll(places.keySet());
        if (waiting.isEmpty()) {
            return this;
        }
        int news = waiting.size();
        Finder finder = new Finder(sketch, places);
        while (!waiting.isEmpty()) {
            String next = finder.best(waiting);
            finder.place(next);
            waiting.remove(next);
        }
        return new Placement(finder.places, added + news);
    }

    /** The place of a node, with its size now. */
    public Optional<Box> of(String name) {
        return Optional.ofNullable(places.get(name));
    }

    /** How many nodes were added since it was arranged. */
    public int addedSinceArranged() {
        return added;
    }

    /** Finds places. Belongs to one thread. */
    private static final class Finder {
        final Map<String, Box> places;
        private final Sketch sketch;
        private final Map<String, List<String>> callers = new HashMap<>();
        private final Map<String, List<String>> callees = new HashMap<>();

        Finder(Sketch sketch, Map<String, Box> places) {
            this.sketch = sketch;
            this.places = new TreeMap<>(places);
            for (Sketch.Link link : sketch.links()) {
                if (!link.from().equals(link.to())) {
                    callees.computeIfAbsent(link.from(), n -> new ArrayList<>()).add(link.to());
                    callers.computeIfAbsent(link.to(), n -> new ArrayList<>()).add(link.from());
                }
            }
        }

        /** The one that knows most of its neighbours' places; the first by name among equals. */
        String best(Set<String> waiting) {
            return waiting.stream()
                    .max(Comparator.comparingInt(
                                    (String name) -> neighbours(name).size())
                            .thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
        }

        void place(String name) {
            Box size = sketch.nodes().getOrDefault(name, new Box(0, 0, 1, 1));
            List<Box> before = boxes(callers.get(name));
            List<Box> after = boxes(callees.get(name));
            double x;
            double y;
            if (!before.isEmpty()) {
                x = before.stream().mapToDouble(Box::right).max().orElse(0) + LayeredLayout.COLUMN_GAP;
                y = middle(before) - size.height() / 2;
            } else if (!after.isEmpty()) {
                x = after.stream().mapToDouble(Box::x).min().orElse(0) - LayeredLayout.COLUMN_GAP - size.width();
                y = middle(after) - size.height() / 2;
            } else {
                x = places.values().stream().mapToDouble(Box::x).min().orElse(0);
                y = places.values().stream().mapToDouble(Box::bottom).max().orElse(0) + LayeredLayout.ROW_GAP;
            }
            places.put(name, free(size.at(column(x), Math.rint(y))));
        }

        private List<Box> neighbours(String name) {
            List<Box> all = boxes(callers.get(name));
            all.addAll(boxes(callees.get(name)));
            return all;
        }

        private List<Box> boxes(@Nullable Collection<String> names) {
            List<Box> boxes = new ArrayList<>();
            for (String name : names == null ? List.<String>of() : names) {
                Box box = places.get(name);
                if (box != null) {
                    boxes.add(box);
                }
            }
            return boxes;
        }

        /** The left edge of a column that is there already, where one is near. */
        private double column(double x) {
            return places.values().stream()
                    .map(Box::x)
                    .filter(left -> Math.abs(left - x) <= SAME_COLUMN)
                    .min(Comparator.comparingDouble((Double left) -> Math.abs(left - x))
                            .thenComparing(Comparator.naturalOrder()))
                    .orElse(Math.rint(x));
        }

        /** The nearest room above or below. */
        private Box free(Box wanted) {
            List<Box> inTheWay = places.values().stream()
                    .filter(box -> box.x() < wanted.right() + CLEARANCE && wanted.x() < box.right() + CLEARANCE)
                    .toList();
            List<Double> tries = new ArrayList<>(List.of(wanted.y()));
            for (Box box : inTheWay) {
                tries.add(box.bottom() + CLEARANCE);
                tries.add(box.y() - CLEARANCE - wanted.height());
            }
            tries.sort(Comparator.comparingDouble((Double y) -> Math.abs(y - wanted.y()))
                    .thenComparing(Comparator.naturalOrder()));
            for (double y : tries) {
                Box here = wanted.at(wanted.x(), y);
                if (inTheWay.stream().noneMatch(here.grown(CLEARANCE - 1)::meets)) {
                    return here;
                }
            }
            return wanted;
        }

        private static double middle(List<Box> boxes) {
            return boxes.stream().mapToDouble(Box::centreY).average().orElse(0);
        }
    }
}

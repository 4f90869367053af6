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
import org.jspecify.annotations.Nullable;

/** Finds places for new nodes among those that have one, each on its island. Belongs to one thread. */
final class Finder {
    private static final double CLEARANCE = 24;
    private static final double SAME_COLUMN = 90;

    private final Map<String, Box> places;
    private final Map<String, String> islands;
    private final Sketch sketch;
    private final Map<String, List<String>> callers = new HashMap<>();
    private final Map<String, List<String>> callees = new HashMap<>();

    Finder(Sketch sketch, Map<String, Box> places, Map<String, String> islands) {
        this.sketch = sketch;
        this.places = new TreeMap<>(places);
        this.islands = new TreeMap<>(islands);
        for (Sketch.Link link : sketch.links()) {
            if (!link.from().equals(link.to())) {
                callees.computeIfAbsent(link.from(), n -> new ArrayList<>()).add(link.to());
                callers.computeIfAbsent(link.to(), n -> new ArrayList<>()).add(link.from());
            }
        }
    }

    Map<String, Box> places() {
        return places;
    }

    Map<String, String> islands() {
        return islands;
    }

    /** The one that knows most of its neighbours' places; the first by name among equals. */
    String best(Set<String> waiting) {
        return waiting.stream()
                .max(Comparator.comparingInt((String name) -> known(callers.get(name)) + known(callees.get(name)))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private int known(@Nullable Collection<String> names) {
        return names == null
                ? 0
                : (int) names.stream().filter(places::containsKey).count();
    }

    void place(String name) {
        Surroundings around = new Surroundings(sketch.islandOf(name));
        Box size = sketch.nodes().getOrDefault(name, new Box(0, 0, 1, 1));
        places.put(name, around.free(around.wish(name, size)));
        if (!around.island.isEmpty()) {
            islands.put(name, around.island);
        }
    }

    /** What a node on an island, or on none, has to do with. */
    private final class Surroundings {
        private final String island;
        /** What it must not lie on: nodes of the same island, or nodes on none. */
        private final List<Box> own = new ArrayList<>();
        /** What its island must not reach, or what it must not lie on itself: the other islands, and nodes on none. */
        private final List<Box> others = new ArrayList<>();

        private final Map<String, Box> shores;
        /** All that lies on the island by now; null where nothing does. */
        private final @Nullable Box inside;

        Surroundings(String island) {
            this.island = island;
            this.shores = Shore.all(places, islands);
            places.forEach((name, box) -> {
                String of = islands.getOrDefault(name, "");
                if (of.equals(island)) {
                    own.add(box);
                } else if (of.isEmpty()) {
                    others.add(box);
                }
            });
            shores.forEach((name, box) -> {
                if (!name.equals(island)) {
                    others.add(box);
                }
            });
            inside = own.stream().reduce(Box::union).orElse(null);
        }

        /** Right of who calls it, else left of whom it calls, else below. */
        Box wish(String name, Box size) {
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
                Collection<Box> above = own.isEmpty() ? places.values() : own;
                x = above.stream().mapToDouble(Box::x).min().orElse(0);
                y = above.stream().mapToDouble(Box::bottom).max().orElse(0) + LayeredLayout.ROW_GAP;
            }
            return size.at(column(x), Math.rint(y));
        }

        /** Neighbours on the same island, if there are any; else the islands that neighbours are on, or they themselves. */
        private List<Box> boxes(@Nullable Collection<String> names) {
            List<Box> near = new ArrayList<>();
            List<Box> far = new ArrayList<>();
            for (String name : names == null ? List.<String>of() : names) {
                Box box = places.get(name);
                if (box != null) {
                    String of = islands.getOrDefault(name, "");
                    (of.equals(island) ? near : far).add(of.equals(island) ? box : shores.getOrDefault(of, box));
                }
            }
            // On an island that is there already, whom it knows elsewhere says nothing of where on it.
            return !near.isEmpty() || (!own.isEmpty() && !island.isEmpty()) ? near : far;
        }

        /** The left edge of a column that is there already, where one is near. */
        private double column(double x) {
            return own.stream()
                    .map(Box::x)
                    .filter(left -> Math.abs(left - x) <= SAME_COLUMN)
                    .min(Comparator.comparingDouble((Double left) -> Math.abs(left - x))
                            .thenComparing(Comparator.naturalOrder()))
                    .orElse(Math.rint(x));
        }

        /** The nearest room above or below; on an island that has none there, in another of its columns. */
        Box free(Box wanted) {
            List<Box> columns = new ArrayList<>(List.of(wanted));
            own.stream()
                    .filter(box -> !island.isEmpty())
                    .map(Box::x)
                    .distinct()
                    .sorted(Comparator.comparingDouble((Double x) -> Math.abs(x - wanted.x()))
                            .thenComparing(Comparator.naturalOrder()))
                    .forEach(x -> columns.add(wanted.at(x, wanted.y())));
            return columns.stream()
                    .flatMap(box -> firstFree(box, true).stream())
                    .findFirst()
                    .or(() -> firstFree(wanted, false))
                    .orElse(wanted);
        }

        private Optional<Box> firstFree(Box wanted, boolean wholeShore) {
            List<Box> column = inColumn(own, wanted);
            List<Double> tries = new ArrayList<>(List.of(wanted.y()));
            for (Box box : column) {
                tries.add(box.bottom() + CLEARANCE);
                tries.add(box.y() - CLEARANCE - wanted.height());
            }
            for (Box box : island.isEmpty() ? inColumn(others, wanted) : others) {
                tries.add(box.bottom() + CLEARANCE + (island.isEmpty() ? 0 : Shore.TITLE));
                tries.add(box.y() - CLEARANCE - (island.isEmpty() ? 0 : Shore.SIDE) - wanted.height());
            }
            return tries.stream()
                    .sorted(Comparator.comparingDouble((Double y) -> Math.abs(y - wanted.y()))
                            .thenComparing(Comparator.naturalOrder()))
                    .map(y -> wanted.at(wanted.x(), y))
                    .filter(here -> column.stream().noneMatch(here.grown(CLEARANCE - 1)::meets))
                    .filter(here -> others.stream().noneMatch(reach(here, wholeShore)::meets))
                    .findFirst();
        }

        private static List<Box> inColumn(List<Box> boxes, Box wanted) {
            return boxes.stream()
                    .filter(box -> box.x() < wanted.right() + CLEARANCE && wanted.x() < box.right() + CLEARANCE)
                    .toList();
        }

        /** What a node takes at a place: on an island, all that the island reaches then. */
        private Box reach(Box here, boolean wholeShore) {
            Box inner = inside;
            return island.isEmpty() || !wholeShore
                    ? here.grown(CLEARANCE - 1)
                    : Shore.around(inner == null ? List.of(here) : List.of(here, inner));
        }

        private static double middle(List<Box> boxes) {
            return boxes.stream().mapToDouble(Box::centreY).average().orElse(0);
        }
    }
}

package dev.sonde.ui.map.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nodes lie, over random graphs. */
final class PlacementTest {
    /** The share of the graph's extent that a node may move when an edge is added. */
    private static final double MOST_MOVED = 0.02;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theSameGraphIsLaidOutTheSameWayInWhateverOrderItIsTold(long seed) {
        Sketch sketch = graph(new Random(seed), 30, 45);
        List<Sketch.Link> links = new ArrayList<>(sketch.links());
        Collections.shuffle(links, new Random(seed + 1));
        List<String> names = new ArrayList<>(sketch.nodes().keySet());
        Collections.shuffle(names, new Random(seed + 2));
        Map<String, Box> nodes = new LinkedHashMap<>();
        names.forEach(name -> nodes.put(name, sketch.nodes().getOrDefault(name, new Box(0, 0, 1, 1))));
        Placement one = Placement.arranged(sketch);
        Placement other = Placement.arranged(new Sketch(nodes, links));
        for (String name : names) {
            assertThat(other.of(name)).as(name).isEqualTo(one.of(name));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void nodesStayWhenAnEdgeIsAddedAlsoOneToANewNode(long seed) {
        Random random = new Random(seed);
        Sketch sketch = graph(random, 5 + random.nextInt(60), 80);
        Placement before = Placement.NONE.with(sketch);
        for (int i = 0; i < 20; i++) {
            boolean toNew = i % 3 == 0;
            List<String> names = List.copyOf(sketch.nodes().keySet());
            String from = names.get(random.nextInt(names.size()));
            String to = toNew ? "new" + i : names.get(random.nextInt(names.size()));
            Map<String, Box> nodes = new LinkedHashMap<>(sketch.nodes());
            nodes.putIfAbsent(to, size(random));
            List<Sketch.Link> links = new ArrayList<>(sketch.links());
            links.add(i % 2 == 0 ? new Sketch.Link(from, to) : new Sketch.Link(to, from));
            Sketch more = new Sketch(nodes, links);
            Placement after = before.with(more);
            double most = MOST_MOVED * extent(before, sketch);
            for (String name : names) {
                Box old = before.of(name).orElseThrow();
                Box now = after.of(name).orElseThrow();
                assertThat(Math.hypot(now.x() - old.x(), now.y() - old.y()))
                        .as(name)
                        .isLessThanOrEqualTo(most);
            }
            assertThat(overlaps(after, more)).isEmpty();
            sketch = more;
            before = after;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40, 150, 300})
    void noNodeLiesOnAnother(int nodes) {
        Sketch sketch = graph(new Random(nodes), nodes, nodes * 3 / 2);
        assertThat(overlaps(Placement.arranged(sketch), sketch)).isEmpty();
    }

    @Test
    void whatGoesAndComesBackLiesWhereItLay() {
        Sketch sketch = graph(new Random(5), 20, 30);
        Placement before = Placement.NONE.with(sketch);
        Sketch less = new Sketch(Map.of("n1", new Box(0, 0, 150, 66)), List.of());
        Placement after = before.with(less).with(sketch);
        sketch.nodes().keySet().forEach(name -> assertThat(after.of(name)).isEqualTo(before.of(name)));
        assertThat(after.addedSinceArranged()).isZero();
    }

    @Test
    void callersLieLeftOfWhomTheyCall() {
        Map<String, Box> nodes = new LinkedHashMap<>();
        for (String name : List.of("front", "shop", "db")) {
            nodes.put(name, new Box(0, 0, 150, 66));
        }
        Placement placement = Placement.arranged(
                new Sketch(nodes, List.of(new Sketch.Link("front", "shop"), new Sketch.Link("shop", "db"))));
        assertThat(placement.of("front").orElseThrow().right())
                .isLessThan(placement.of("shop").orElseThrow().x());
        assertThat(placement.of("shop").orElseThrow().right())
                .isLessThan(placement.of("db").orElseThrow().x());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void everyEdgeBeginsAndEndsAtTheBordersOfItsNodes(long seed) {
        Sketch sketch = graph(new Random(seed), 25, 60);
        Placement placement = Placement.arranged(sketch);
        Map<String, Box> boxes = new LinkedHashMap<>();
        sketch.nodes()
                .keySet()
                .forEach(name -> boxes.put(name, placement.of(name).orElseThrow()));
        Router router = new Router(boxes, Map.of());
        sketch.links().forEach(link -> router.edge(link.toString(), link.from(), link.to()));
        Map<String, Curve> routes = router.routes();
        assertThat(routes).hasSameSizeAs(sketch.links());
        for (Sketch.Link link : sketch.links()) {
            Curve curve = routes.getOrDefault(link.toString(), new Curve(0, 0));
            assertThat(onBorder(placement.of(link.from()).orElseThrow(), curve.at(0), curve.at(1)))
                    .isTrue();
            assertThat(onBorder(placement.of(link.to()).orElseThrow(), curve.endX(), curve.endY()))
                    .isTrue();
            assertThat(curve.distance(curve.x(0.5), curve.y(0.5))).isLessThan(2);
        }
    }

    private static boolean onBorder(Box box, double x, double y) {
        return box.grown(0.5).contains(x, y) && !box.grown(-0.5).contains(x, y);
    }

    private static List<String> overlaps(Placement placement, Sketch sketch) {
        List<String> names = List.copyOf(sketch.nodes().keySet());
        List<String> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                Box one = placement.of(names.get(i)).orElseThrow();
                if (one.meets(placement.of(names.get(j)).orElseThrow())) {
                    found.add(names.get(i) + " on " + names.get(j));
                }
            }
        }
        return found;
    }

    private static double extent(Placement placement, Sketch sketch) {
        Box all = sketch.nodes().keySet().stream()
                .map(name -> placement.of(name).orElseThrow())
                .reduce(Box::union)
                .orElseThrow();
        return Math.hypot(all.width(), all.height());
    }

    /** Mostly callers before callees, as services are, with some ways back and to themselves. */
    private static Sketch graph(Random random, int nodes, int links) {
        Map<String, Box> sizes = new LinkedHashMap<>();
        for (int i = 0; i < nodes; i++) {
            sizes.put("n" + i, size(random));
        }
        List<Sketch.Link> all = new ArrayList<>();
        for (int i = 0; i < links; i++) {
            int a = random.nextInt(nodes);
            int b = random.nextInt(nodes);
            boolean back = random.nextInt(10) == 0;
            all.add(new Sketch.Link(
                    "n" + (back ? Math.max(a, b) : Math.min(a, b)), "n" + (back ? Math.min(a, b) : Math.max(a, b))));
        }
        return new Sketch(sizes, all);
    }

    private static Box size(Random random) {
        return new Box(0, 0, 150 + random.nextInt(80), random.nextBoolean() ? 66 : 46);
    }
}

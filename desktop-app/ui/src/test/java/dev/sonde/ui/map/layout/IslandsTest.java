package dev.sonde.ui.map.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where islands lie, over random graphs in which most calls stay on an island. */
final class IslandsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anIslandStaysTogetherAndApartFromAllElse(long seed) {
        Sketch sketch = graph(new Random(seed), 40, 5);
        assertApart(Placement.arranged(sketch), sketch);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSameGraphIsLaidOutTheSameWayInWhateverOrderItIsTold(long seed) {
        Sketch sketch = graph(new Random(seed), 30, 4);
        List<Sketch.Link> links = new ArrayList<>(sketch.links());
        Collections.shuffle(links, new Random(seed + 1));
        Map<String, Box> nodes = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(sketch.nodes().keySet());
        Collections.shuffle(names, new Random(seed + 2));
        names.forEach(name -> nodes.put(name, sketch.nodes().getOrDefault(name, new Box(0, 0, 1, 1))));
        Placement other = Placement.arranged(new Sketch(nodes, links, sketch.islands()));
        Placement one = Placement.arranged(sketch);
        names.forEach(name -> assertThat(other.of(name)).as(name).isEqualTo(one.of(name)));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void nodesStayWhereTheyLieWhenOthersComeToTheirIslandsAndNewIslandsRise(long seed) {
        Random random = new Random(seed);
        Sketch sketch = graph(random, 24, 3);
        Placement before = Placement.NONE.with(sketch);
        for (int i = 0; i < 12; i++) {
            Map<String, Box> nodes = new LinkedHashMap<>(sketch.nodes());
            Map<String, String> islands = new TreeMap<>(sketch.islands());
            List<Sketch.Link> links = new ArrayList<>(sketch.links());
            List<String> names = List.copyOf(nodes.keySet());
            String name = "new" + i;
            nodes.put(name, new Box(0, 0, 150 + random.nextInt(80), 66));
            if (i % 4 != 3) {
                islands.put(name, i % 4 == 2 ? "risen" + i / 4 : "island" + random.nextInt(3));
            }
            links.add(new Sketch.Link(names.get(random.nextInt(names.size())), name));
            Sketch more = new Sketch(nodes, links, islands);
            Placement after = before.with(more);
            for (String old : names) {
                assertThat(after.of(old)).as(old).isEqualTo(before.of(old));
            }
            assertNoneOnAnother(boxes(after, more));
            sketch = more;
            before = after;
        }
    }

    @Test
    void anIslandGrowsWhereThereIsRoomForIt() {
        Map<String, Box> nodes = new TreeMap<>();
        Map<String, String> islands = new TreeMap<>();
        List<Sketch.Link> links = new ArrayList<>();
        for (String island : List.of("left", "right")) {
            for (String part : List.of("1", "2")) {
                nodes.put(island + part, new Box(0, 0, 150, 66));
                islands.put(island + part, island);
            }
            links.add(new Sketch.Link(island + "1", island + "2"));
        }
        links.add(new Sketch.Link("left2", "right1"));
        Placement placement = Placement.NONE.with(new Sketch(nodes, links, islands));
        for (int i = 3; i < 8; i++) {
            nodes.put("left" + i, new Box(0, 0, 150, 66));
            islands.put("left" + i, "left");
            links.add(new Sketch.Link("left2", "left" + i));
            nodes.put("outside" + i, new Box(0, 0, 150, 46));
            links.add(new Sketch.Link("right2", "outside" + i));
            Sketch more = new Sketch(nodes, links, islands);
            placement = placement.with(more);
            assertApart(placement, more);
        }
    }

    @Test
    void whatLayAboutIsArrangedWhenTheFirstIslandIsLearntOf() {
        Sketch sketch = graph(new Random(3), 12, 2);
        Placement before = Placement.NONE.with(new Sketch(sketch.nodes(), sketch.links()));
        Placement after = before.with(sketch);
        assertApart(after, sketch);
        assertThat(after.addedSinceArranged()).isZero();
    }

    @Test
    void anEdgeBetweenIslandsGoesAroundAThirdOne() {
        Map<String, Box> boxes = new TreeMap<>();
        boxes.put("a", new Box(0, 0, 150, 66));
        boxes.put("b", new Box(400, 0, 150, 66));
        boxes.put("c", new Box(800, 0, 150, 66));
        Map<String, String> islands = Map.of("a", "one", "b", "two", "c", "three");
        Router router = new Router(boxes, islands);
        router.edge("edge", "a", "c");
        Curve curve = router.routes().getOrDefault("edge", new Curve(0, 0));
        Box between = Shore.all(boxes, islands).getOrDefault("two", new Box(0, 0, 0, 0));
        for (int i = 0; i <= 100; i++) {
            assertThat(between.contains(curve.x(i / 100.0), curve.y(i / 100.0))).isFalse();
        }
    }

    /** Islands lie apart from each other and from what is on none, and no node lies on another. */
    private static void assertApart(Placement placement, Sketch sketch) {
        Map<String, Box> boxes = boxes(placement, sketch);
        Map<String, Box> shores = Shore.all(boxes, sketch.islands());
        List<String> found = new ArrayList<>();
        shores.forEach((island, shore) -> {
            shores.forEach((other, there) -> {
                if (island.compareTo(other) < 0 && shore.meets(there)) {
                    found.add(island + " on " + other);
                }
            });
            boxes.forEach((name, box) -> {
                if (!sketch.islandOf(name).equals(island) && shore.meets(box)) {
                    found.add(name + " on " + island);
                }
            });
        });
        assertThat(found).isEmpty();
        assertNoneOnAnother(boxes);
    }

    private static void assertNoneOnAnother(Map<String, Box> boxes) {
        List<String> found = new ArrayList<>();
        boxes.forEach((name, box) -> boxes.forEach((other, there) -> {
            if (name.compareTo(other) < 0 && box.meets(there)) {
                found.add(name + " on " + other);
            }
        }));
        assertThat(found).isEmpty();
    }

    private static Map<String, Box> boxes(Placement placement, Sketch sketch) {
        Map<String, Box> boxes = new TreeMap<>();
        sketch.nodes()
                .keySet()
                .forEach(name -> boxes.put(name, placement.of(name).orElseThrow()));
        return boxes;
    }

    private static Sketch graph(Random random, int nodes, int islands) {
        Map<String, Box> sizes = new LinkedHashMap<>();
        Map<String, String> on = new TreeMap<>();
        for (int i = 0; i < nodes; i++) {
            sizes.put("n" + i, new Box(0, 0, 150 + random.nextInt(80), 66));
            if (i % 6 != 5) {
                on.put("n" + i, "island" + i % islands);
            }
        }
        List<Sketch.Link> links = new ArrayList<>();
        for (int i = 0; i < nodes * 3 / 2; i++) {
            int a = random.nextInt(nodes);
            int b = random.nextInt(4) == 0 ? random.nextInt(nodes) : (a + islands * random.nextInt(4)) % nodes;
            links.add(new Sketch.Link("n" + Math.min(a, b), "n" + Math.max(a, b)));
        }
        return new Sketch(sizes, links, on);
    }
}

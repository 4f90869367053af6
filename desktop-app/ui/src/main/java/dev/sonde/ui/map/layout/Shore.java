package dev.sonde.ui.map.layout;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The outlines of islands: what is on one, with room for its title above. */
public final class Shore {
    /** Room for the title. */
    public static final double TITLE = 36;

    /** Room at the sides and below. */
    public static final double SIDE = 18;

    private Shore() {}

    /** The outline around boxes; at least one. */
    public static Box around(Collection<Box> boxes) {
        return around(boxes.stream().reduce(Box::union).orElseThrow());
    }

    private static Box around(Box all) {
        return new Box(all.x() - SIDE, all.y() - TITLE, all.width() + 2 * SIDE, all.height() + TITLE + SIDE);
    }

    /** The outlines of all islands, by name. */
    public static Map<String, Box> all(Map<String, Box> boxes, Map<String, String> islands) {
        Map<String, Box> inner = new TreeMap<>();
        boxes.forEach((name, box) -> {
            String island = islands.getOrDefault(name, "");
            if (!island.isEmpty()) {
                inner.merge(island, box, Box::union);
            }
        });
        inner.replaceAll((island, all) -> around(all));
        return inner;
    }
}

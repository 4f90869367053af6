package dev.sonde.ui.map;

import dev.sonde.ui.map.Picture.DrawnEdge;
import dev.sonde.ui.map.layout.Box;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the lines of edges run, as points in cells: tells fast whether a label would lie over one. No display needed. */
final class LabelGround {
    private static final int MOST_STEPS = 400;

    private final double cell;
    private final Map<Long, int[]> edgesByCell = new HashMap<>();

    /** The ground of a picture, as fine as labels of that height on the map need. */
    LabelGround(List<DrawnEdge> edges, double labelHeight) {
        cell = Math.max(1, labelHeight / 2);
        for (int edge = 0; edge < edges.size(); edge++) {
            Box bounds = edges.get(edge).curve().bounds();
            int steps = (int) Math.clamp(2 * (bounds.width() + bounds.height()) / cell, 8, MOST_STEPS);
            for (int i = 0; i <= steps; i++) {
                double share = (double) i / steps;
                mark(edges.get(edge).curve().x(share), edges.get(edge).curve().y(share), edge);
            }
        }
    }

    private void mark(double x, double y, int edge) {
        long key = key(index(x), index(y));
        int[] here = edgesByCell.get(key);
        if (here == null) {
            edgesByCell.put(key, new int[] {edge});
        } else if (here[here.length - 1] != edge) {
            int[] more = Arrays.copyOf(here, here.length + 1);
            more[here.length] = edge;
            edgesByCell.put(key, more);
        }
    }

    /** Whether the line of another edge than that one runs through a place. */
    boolean isCrossed(Box room, int butFor) {
        for (int x = index(room.x()); x <= index(room.right()); x++) {
            for (int y = index(room.y()); y <= index(room.bottom()); y++) {
                int[] here = edgesByCell.get(key(x, y));
                if (here != null && (here.length > 1 || here[0] != butFor)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int index(double coordinate) {
        return (int) Math.floor(coordinate / cell);
    }

    private static long key(int x, int y) {
        return ((long) x << 32) | (y & 0xffffffffL);
    }
}

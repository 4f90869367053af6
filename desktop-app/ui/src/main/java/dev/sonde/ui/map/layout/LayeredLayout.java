package dev.sonde.ui.map.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * A layout from nothing: who calls lies left of who is called, with few crossings. ELK's layered algorithm, fed in the order
 * of names, so that the same graph is laid out the same way wherever and whenever. Stateless; for jobs.
 */
final class LayeredLayout {
    /** Room between the columns: labels of edges stand there. */
    static final double COLUMN_GAP = 170;

    /** Room between nodes of a column. */
    static final double ROW_GAP = 34;

    /** Narrower columns read better than a tower: more nodes than this, or what a square asks for, go side by side. */
    private static final int LEAST_ROWS = 9;

    private static final double NESTED_GAP = 40;
    private static final int SEED = 1;

    private LayeredLayout() {}

    static Map<String, Box> of(Sketch sketch) {
        return sketch.islands().isEmpty() ? flat(sketch, Gaps.WIDE) : Archipelago.of(sketch);
    }

    /** Room between columns, and between nodes of a column. */
    record Gaps(double columns, double rows) {
        static final Gaps WIDE = new Gaps(COLUMN_GAP, ROW_GAP);
    }

    /** Without regard to islands. */
    static Map<String, Box> flat(Sketch sketch, Gaps gaps) {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.RANDOM_SEED, SEED);
        root.setProperty(CoreOptions.ASPECT_RATIO, 1.7);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, gaps.rows());
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, gaps.rows() / 2);
        root.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, 2 * gaps.rows());
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, gaps.columns());
        Map<String, ElkNode> nodes = new TreeMap<>();
        sketch.nodes().forEach((name, size) -> {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(size.width(), size.height());
            nodes.put(name, node);
        });
        for (Sketch.Link link : sketch.links()) {
            ElkNode from = nodes.get(link.from());
            ElkNode to = nodes.get(link.to());
            // Where something calls itself says nothing of where it lies.
            if (from != null && to != null && !from.equals(to)) {
                ElkGraphUtil.createSimpleEdge(from, to);
            }
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        Map<String, Box> boxes = new TreeMap<>();
        nodes.forEach((name, node) -> boxes.put(
                name, new Box(Math.rint(node.getX()), Math.rint(node.getY()), node.getWidth(), node.getHeight())));
        return folded(boxes);
    }

    /** Folds columns that are too tall into several side by side. */
    private static Map<String, Box> folded(Map<String, Box> boxes) {
        int most = (int) Math.max(LEAST_ROWS, Math.ceil(1.3 * Math.sqrt(boxes.size())));
        List<List<Map.Entry<String, Box>>> columns = columns(boxes);
        if (columns.stream().allMatch(column -> column.size() <= most)) {
            return boxes;
        }
        Map<String, Box> placed = new TreeMap<>();
        double left = 0;
        for (List<Map.Entry<String, Box>> column : columns) {
            int parts = Math.ceilDiv(column.size(), most);
            int rows = Math.ceilDiv(column.size(), parts);
            double width =
                    column.stream().mapToDouble(e -> e.getValue().width()).max().orElse(0);
            double height = column.stream()
                            .mapToDouble(e -> e.getValue().height())
                            .max()
                            .orElse(0)
                    + ROW_GAP;
            double middle = column.stream()
                    .mapToDouble(e -> e.getValue().centreY())
                    .average()
                    .orElse(0);
            for (int i = 0; i < column.size(); i++) {
                Box box = column.get(i).getValue();
                // Row by row, so that neighbours of the column stay neighbours.
                double x = left + i % parts * (width + NESTED_GAP);
                int row = i / parts;
                double y = parts == 1 ? box.y() : middle + (row - rows / 2.0) * height;
                placed.put(column.get(i).getKey(), box.at(Math.rint(x), Math.rint(y)));
            }
            left += parts * (width + NESTED_GAP) - NESTED_GAP + COLUMN_GAP;
        }
        return compacted(placed);
    }

    /** Columns from left to right, each from top to bottom. */
    static List<List<Map.Entry<String, Box>>> columns(Map<String, Box> boxes) {
        List<Map.Entry<String, Box>> all = new ArrayList<>(boxes.entrySet());
        all.sort(Comparator.comparingDouble(
                        (Map.Entry<String, Box> e) -> e.getValue().x())
                .thenComparing(Map.Entry::getKey));
        List<List<Map.Entry<String, Box>>> columns = new ArrayList<>();
        double end = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, Box> entry : all) {
            if (entry.getValue().x() > end) {
                columns.add(new ArrayList<>());
                end = entry.getValue().right();
            }
            columns.getLast().add(entry);
        }
        columns.forEach(column -> column.sort(Comparator.comparingDouble(
                        (Map.Entry<String, Box> e) -> e.getValue().y())
                .thenComparing(Map.Entry::getKey)));
        return columns;
    }

    /** Takes the empty height out of what was folded: columns of towers leave their neighbours far apart. */
    private static Map<String, Box> compacted(Map<String, Box> boxes) {
        double tallest = 0;
        List<List<Map.Entry<String, Box>>> columns = columns(boxes);
        for (List<Map.Entry<String, Box>> column : columns) {
            double height = column.stream()
                    .mapToDouble(e -> e.getValue().height() + ROW_GAP)
                    .sum();
            tallest = Math.max(tallest, height);
        }
        Map<String, Box> placed = new TreeMap<>();
        for (List<Map.Entry<String, Box>> column : columns) {
            double span = column.getLast().getValue().bottom()
                    - column.getFirst().getValue().y();
            double used = column.stream()
                            .mapToDouble(e -> e.getValue().height() + ROW_GAP)
                            .sum()
                    - ROW_GAP;
            double room = Math.max(used, Math.min(span, tallest));
            double spare = column.size() > 1 ? (room - used) / (column.size() - 1) : 0;
            double y = -room / 2;
            for (Map.Entry<String, Box> entry : column) {
                Box box = entry.getValue();
                placed.put(entry.getKey(), box.at(box.x(), Math.rint(y)));
                y += box.height() + ROW_GAP + spare;
            }
        }
        return placed;
    }
}

package dev.sonde.ui.map.layout;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where everything lies that was ever laid out. What has a place keeps it: edges may come and go, and new nodes find theirs in
 * the room that is left, beside those they talk to. Only a new arrangement, which the user asks for, moves what lies.
 * Immutable.
 */
public final class Placement {
    /** Nothing laid out yet. */
    public static final Placement NONE = new Placement(Map.of(), Map.of(), 0);

    private static final int MOST_REMEMBERED = 20_000;

    private final Map<String, Box> places;
    private final Map<String, String> islands;
    private final int added;

    private Placement(Map<String, Box> places, Map<String, String> islands, int added) {
        this.places = places;
        this.islands = islands;
        this.added = added;
    }

    /** An arrangement from nothing: a function of the graph alone. For jobs. */
    public static Placement arranged(Sketch sketch) {
        return new Placement(LayeredLayout.of(sketch), sketch.islands(), 0);
    }

    /** This one, with places for what has none yet. For jobs. */
    public Placement with(Sketch sketch) {
        // That there are islands at all is learnt once: what lay about before finds its place on them.
        boolean first = islands.isEmpty() && !sketch.islands().isEmpty();
        if (places.isEmpty() || places.size() > MOST_REMEMBERED || first) {
            return sketch.nodes().isEmpty() ? this : arranged(sketch);
        }
        TreeSet<String> waiting = new TreeSet<>(sketch.nodes().keySet());
        waiting.removeAll(places.keySet());
        if (waiting.isEmpty()) {
            return this;
        }
        int news = waiting.size();
        Finder finder = new Finder(sketch, places, islands);
        while (!waiting.isEmpty()) {
            String next = finder.best(waiting);
            finder.place(next);
            waiting.remove(next);
        }
        return new Placement(finder.places(), finder.islands(), added + news);
    }

    /** The place of a node, with its size now. */
    public Optional<Box> of(String name) {
        return Optional.ofNullable(places.get(name));
    }

    /** How many nodes were added since it was arranged. */
    public int addedSinceArranged() {
        return added;
    }
}

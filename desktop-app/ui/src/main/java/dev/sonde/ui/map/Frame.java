package dev.sonde.ui.map;

import dev.sonde.core.topology.Grouping;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the map is set up: what is in sight, what is grouped, what edges are labelled with. Part of the address of the view:
 * back and forward walk it, and a link carries it. Immutable.
 *
 * @param camera what is in sight, or null for all of it
 * @param mode what services are grouped by
 * @param opened groups that are drawn one by one
 * @param closed islands that are drawn as one node each
 * @param label what edges are labelled with
 */
record Frame(@Nullable Camera camera, Grouping.Mode mode, Set<String> opened, Set<String> closed, Label label) {
    /** The map's own choice. */
    static final Frame OWN = new Frame(null, Grouping.Mode.AUTO, Set.of(), Set.of(), Label.P99);

    /** What edges are labelled with, beside their rate. */
    enum Label {
        RATE("Rate"),
        P99("p99"),
        RTT("RTT"),
        BYTES("Bytes");

        private final String title;

        Label(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    Frame {
        opened = Set.copyOf(opened);
        closed = Set.copyOf(closed);
    }

    Frame seen(@Nullable Camera other) {
        return new Frame(other, mode, opened, closed, label);
    }

    Frame grouped(Grouping.Mode other) {
        return new Frame(null, other, Set.of(), Set.of(), label);
    }

    Frame labelled(Label other) {
        return new Frame(camera, mode, opened, closed, other);
    }

    /** With a group drawn one by one. */
    Frame opening(String group) {
        return new Frame(camera, mode, with(opened, group), without(closed, group), label);
    }

    /** With an island folded into one node. */
    Frame closing(String island) {
        return new Frame(camera, mode, without(opened, island), with(closed, island), label);
    }

    /** Whether groups are drawn in another way than they are at first. */
    boolean isRegrouped() {
        return !opened.isEmpty() || !closed.isEmpty();
    }

    /** Whether it groups as another one does. */
    boolean groupsAs(Frame other) {
        return mode == other.mode && opened.equals(other.opened) && closed.equals(other.closed);
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> more = new TreeSet<>(names);
        more.add(name);
        return more;
    }

    private static Set<String> without(Set<String> names, String name) {
        Set<String> fewer = new TreeSet<>(names);
        fewer.remove(name);
        return fewer;
    }

    /** As it stands in links; empty for the map's own choice. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (camera != null) {
            text.append("at=").append(camera.text()).append(';');
        }
        if (mode != OWN.mode) {
            text.append("group=").append(name(mode)).append(';');
        }
        names(text, "open", opened);
        names(text, "fold", closed);
        if (label != OWN.label) {
            text.append("label=").append(name(label)).append(';');
        }
        return text.toString();
    }

    private static void names(StringBuilder text, String what, Set<String> names) {
        if (!names.isEmpty()) {
            text.append(what)
                    .append('=')
                    .append(names.stream()
                            .sorted()
                            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                            .collect(Collectors.joining(",")))
                    .append(';');
        }
    }

    /** Reads {@link #text()}; what can't be read is the map's own choice. */
    static Frame read(String text) {
        Frame frame = OWN;
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                frame = frame.with(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return frame;
    }

    private Frame with(String name, String value) {
        return switch (name) {
            case "at" -> seen(Camera.read(value).orElse(null));
            case "group" -> new Frame(camera, choice(Grouping.Mode.values(), value, mode), opened, closed, label);
            case "open" -> new Frame(camera, mode, groups(value), closed, label);
            case "fold" -> new Frame(camera, mode, opened, groups(value), label);
            case "label" -> labelled(choice(Label.values(), value, label));
            default -> this;
        };
    }

    private static Set<String> groups(String value) {
        Set<String> groups = new TreeSet<>();
        for (String group : value.split(",", -1)) {
            try {
                groups.add(URLDecoder.decode(group, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                // Not encoded as links are: no group of the map is named so.
                groups.remove(group);
            }
        }
        return groups;
    }

    private static <E extends Enum<E>> E choice(E[] choices, String value, E otherwise) {
        return Arrays.stream(choices)
                .filter(choice -> name(choice).equals(value))
                .findFirst()
                .orElse(otherwise);
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}

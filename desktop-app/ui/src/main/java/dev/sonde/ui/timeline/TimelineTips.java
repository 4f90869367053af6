package dev.sonde.ui.timeline;

import dev.sonde.core.store.Note;
import dev.sonde.core.time.Window;
import dev.sonde.ui.chart.Line;
import dev.sonde.ui.chart.TimeScale;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.timeline.TimelineEvents.Event;
import dev.sonde.ui.timeline.TimelineGeometry.Part;
import dev.sonde.ui.tip.Spot;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.workspace.Doubt;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.input.MouseEvent;

/** What the pointer rests on in the timeline: a note, an event, or the signal at a moment. Owned by the FX thread. */
final class TimelineTips {
    private static final double NEAR = 4;
    private static final double NOTE = 9;
    private static final int LONGEST_NOTE = 240;

    private final Workspace workspace;
    private final TimelineStrip strip;

    TimelineTips(Workspace workspace, TimelineStrip strip) {
        this.workspace = workspace;
        this.strip = strip;
    }

    Optional<Spot> spot(MouseEvent event) {
        double x = event.getX();
        double y = event.getY();
        Optional<Note> note = strip.noteAt(x, y);
        if (note.isPresent()) {
            double at = strip.time().x(note.get().unixNanos());
            return Optional.of(
                    new Spot(note.get().id(), scene(at - NOTE, y - NOTE, 2 * NOTE, 2 * NOTE), () -> of(note.get())));
        }
        double top = strip.plot()[0];
        double bottom = strip.plot()[1];
        Part part = strip.geometry().at(x, event.isAltDown());
        if (y >= top - TimelineStrip.TAG_HEIGHT && y < top && part != Part.GROUND) {
            return Optional.of(new Spot(part, scene(x - NEAR, y - NEAR, 2 * NEAR, 2 * NEAR), () -> of(part)));
        }
        if (y < top || y > bottom) {
            return Optional.empty();
        }
        TimeScale time = strip.time();
        List<Event> near = TimelineEvents.of(workspace.moment()).stream()
                .filter(each -> Math.abs(time.x(each.unixNanos()) - x) <= NEAR)
                .toList();
        if (!near.isEmpty()) {
            double at = time.x(near.getFirst().unixNanos());
            return Optional.of(new Spot(near, scene(at - NEAR, top, 2 * NEAR, bottom - top), () -> of(near)));
        }
        TimelineData data = strip.data();
        if (data == null || x < time.left() || x > time.right()) {
            return Optional.empty();
        }
        Line line = data.line();
        long middle = line.middleNanos((int) line.bucketAt(time.nanos(x)));
        return Optional.of(new Spot(
                List.of(middle, part), scene(x - NEAR, top, 2 * NEAR, bottom - top), () -> of(line, middle, part)));
    }

    private Tip of(Note note) {
        String author = note.author().isEmpty() ? "" : note.author() + ", ";
        return Tip.of(Elision.middle(note.text(), LONGEST_NOTE))
                .and("note", author + workspace.clocks().millis(note.unixNanos()))
                .then("A click opens it");
    }

    /** Where a window begins or ends, or all of it. */
    private Tip of(Part part) {
        Moment moment = workspace.moment();
        Window window = part.ofB() && moment.b() != null ? moment.b() : moment.a();
        String name = part.ofB() ? "B, the baseline" : "A, the window that all views show";
        String what = switch (part) {
            case A_LEFT, B_LEFT -> "Start of ";
            case A_RIGHT, B_RIGHT -> "End of ";
            default -> "";
        };
        return Tip.of(what + name)
                .and("from", workspace.clocks().millis(window.fromNanos()))
                .and("to", workspace.clocks().millis(window.toNanos()))
                .and("length", Durations.text((double) (window.toNanos() - window.fromNanos())))
                .then(
                        part.isEdge()
                                ? "A drag moves it"
                                : "A drag moves all of it, its edges make it longer or shorter");
    }

    private Tip of(List<Event> events) {
        String words = events.stream().map(Event::words).distinct().collect(Collectors.joining("; "));
        return Tip.of(words)
                .and("at", workspace.clocks().millis(events.getFirst().unixNanos()))
                .then(next());
    }

    private Tip of(Line line, long at, Part part) {
        double value = line.at(at);
        String text = Double.isNaN(value) ? "–" : strip.signal().axis(value);
        return Tip.of(strip.signal().label() + ", " + workspace.clocks().seconds(at))
                .and("here", text)
                .doubting(Doubt.of(workspace.moment(), new Window(at, at + 1)))
                .then(part.isEdge() ? "A drag moves the " + edge(part) : next());
    }

    private static String edge(Part part) {
        String end = part == Part.A_LEFT || part == Part.B_LEFT ? "start" : "end";
        return end + " of " + (part.ofB() ? "B" : "A");
    }

    private String next() {
        String click = workspace.isLive() && !workspace.isPaused() ? "" : ", a click moves the playhead";
        return "A drag moves A, Alt+drag B" + click;
    }

    private Bounds scene(double x, double y, double width, double height) {
        return strip.localToScene(new BoundingBox(x, y, width, height));
    }
}

package dev.sonde.ui.timeline;

import dev.sonde.core.store.Note;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.Brushes;
import dev.sonde.ui.chart.Rules;
import dev.sonde.ui.chart.TimeScale;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Typeface;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Notes on the timeline: numbered discs in a lane. Owned by the FX thread. */
final class NotePainter {
    private static final double RADIUS = 8;

    private final Look look;

    NotePainter(Look look) {
        this.look = look;
    }

    /** Paints the notes about a line at {@code y}, each with a dotted line up to {@code top}. */
    void paint(GraphicsContext g, List<Note> notes, TimeScale time, double top, double y) {
        for (int i = 0; i < notes.size(); i++) {
            long at = notes.get(i).unixNanos();
            if (!time.shows(at)) {
                continue;
            }
            double x = Brushes.snap(time.x(at));
            g.setStroke(look.colour(Token.SERIES_5, 0.7));
            g.setLineWidth(1);
            g.setLineDashes(1, 3);
            Rules.down(g, x, top, y - RADIUS);
            g.setLineDashes();
            g.setFill(look.colour(Token.SERIES_5));
            g.fillOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
            Typeface.TAG.use(g);
            g.setTextAlign(TextAlignment.CENTER);
            g.setFill(look.colour(Token.SURFACE_BASE));
            g.fillText(String.valueOf(i + 1), x, y + 0.5);
        }
    }

    /** The note whose disc is at a point. */
    static Optional<Note> at(List<Note> notes, TimeScale time, double lane, double x, double y) {
        return Math.abs(y - lane) > RADIUS + 2
                ? Optional.empty()
                : notes.stream()
                        .filter(note -> Math.abs(time.x(note.unixNanos()) - x) <= RADIUS + 1)
                        .findFirst();
    }
}

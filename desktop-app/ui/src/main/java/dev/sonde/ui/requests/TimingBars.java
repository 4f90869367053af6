package dev.sonde.ui.requests;

import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.table.WaitRow;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.PaintedRegion;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Typeface;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.tip.Spot;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tips;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Where a request spent its time, at both of its ends, as bars on one scale. Owned by the FX thread. */
final class TimingBars extends PaintedRegion {
    private static final double ROW = 22;
    private static final double TOP = 6;
    private static final double NAMES = 150;
    private static final double FIGURES = 76;

    private static final String CLIENT = "From the first byte that the client sent to the last byte that it got";
    private static final String CLIENT_FIRST = "From the first byte that the client sent to the first byte that it got";
    private static final String BETWEEN =
            "The client's time without the server's: on the wire, and waiting in queues of both kernels";
    private static final String SERVER = "From the first byte that the server got to the last byte that it sent";
    private static final String SERVER_FIRST = "From the first byte that the server got to the first byte that it sent";
    private static final String UNANSWERED = "It was lost, or came after what is recorded, so there is no duration";

    private static final String WAITS = "Since the first byte that was sent: no byte has come back";

    private List<Bar> bars = List.of();

    /** One bar, and what it measures. Unknown durations have a null length. */
    record Bar(String name, Token colour, @Nullable Long nanos, String meaning) {}

    TimingBars(Look look) {
        super(look);
        setId("timing");
        setMinWidth(0);
        Tips.install(this, this::spot);
    }

    /** Shows the bars of a request. */
    void show(List<Bar> ofRequest) {
        bars = ofRequest;
        setMinHeight(bars.size() * ROW + TOP);
        setPrefHeight(bars.size() * ROW + TOP);
        repaint();
    }

    /** The bars of a request: those of an end that did not see it are left out. */
    static List<Bar> bars(ExchangeRow row) {
        List<Bar> bars = new ArrayList<>();
        if (row.clientDurationNanos() != null) {
            bars.add(new Bar("Client, in all", Token.SERIES_7, row.clientDurationNanos(), CLIENT));
            bars.add(new Bar("to its first byte", Token.SERIES_7, row.clientFirstByteNanos(), CLIENT_FIRST));
        }
        if (row.networkNanos() != null) {
            bars.add(new Bar("Network and queues", Token.SERIES_6, row.networkNanos(), BETWEEN));
        }
        if (row.serverDurationNanos() != null) {
            bars.add(new Bar("Server, in all", Token.SERIES_1, row.serverDurationNanos(), SERVER));
            bars.add(new Bar("to its first byte", Token.SERIES_1, row.serverFirstByteNanos(), SERVER_FIRST));
        }
        bars.removeIf(bar -> bar.nanos() == null);
        if (bars.isEmpty()) {
            bars.add(new Bar("No response was seen", Token.STATUS_WARN, null, UNANSWERED));
        }
        return bars;
    }

    /** The bar of a request that has had no answer yet. */
    static List<Bar> bars(WaitRow row) {
        return List.of(new Bar("Waits for an answer", Token.STATUS_WARN, row.waitedNanos(), WAITS));
    }

    private Optional<Spot> spot(MouseEvent event) {
        int at = (int) Math.floor((event.getY() - TOP) / ROW);
        if (at < 0 || at >= bars.size()) {
            return Optional.empty();
        }
        Bar bar = bars.get(at);
        Bounds mark = localToScene(new BoundingBox(0, TOP + at * ROW, getWidth(), ROW));
        return Optional.of(new Spot(bar, mark, () -> tip(bar)));
    }

    private Tip tip(Bar bar) {
        Tip named = Tip.of(bar.meaning());
        Long nanos = bar.nanos();
        if (nanos == null) {
            return named;
        }
        return named.and("took", Durations.text(nanos)).and("of the longest bar", Shares.text(nanos / longest()));
    }

    private double longest() {
        return bars.stream()
                .mapToDouble(bar -> bar.nanos() == null ? 1 : bar.nanos())
                .max()
                .orElse(1);
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        double longest = longest();
        double left = NAMES;
        double space = Math.max(1, width - NAMES - FIGURES);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double middle = TOP + i * ROW + ROW / 2;
            boolean part = bar.name().startsWith("to ");
            Typeface.BODY.use(g);
            g.setTextAlign(TextAlignment.LEFT);
            g.setFill(look().colour(part ? Token.TEXT_MUTED : Token.TEXT_PRIMARY));
            g.fillText(bar.name(), part ? 14 : 0, middle);
            if (bar.nanos() == null) {
                continue;
            }
            double tall = part ? 5 : 11;
            g.setFill(look().colour(Token.SURFACE_TRACK));
            g.fillRect(left, Math.rint(middle - tall / 2), space, tall);
            g.setFill(look().colour(bar.colour()));
            double length = Math.clamp(bar.nanos() / longest * space, 1.5, space);
            g.fillRect(left, Math.rint(middle - tall / 2), length, tall);
            Typeface.DATA.use(g);
            g.setTextAlign(TextAlignment.RIGHT);
            g.setFill(look().colour(Token.TEXT_PRIMARY));
            g.fillText(Durations.text(bar.nanos()), width, middle);
        }
    }
}

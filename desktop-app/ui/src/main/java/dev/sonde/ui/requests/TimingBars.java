package dev.sonde.ui.requests;

import dev.sonde.core.table.ExchangeRow;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.PaintedRegion;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Typeface;
import dev.sonde.ui.number.Durations;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Where a request spent its time, at both of its ends, as bars on one scale. Owned by the FX thread. */
final class TimingBars extends PaintedRegion {
    private static final double ROW = 22;
    private static final double NAMES = 150;
    private static final double FIGURES = 76;

    private List<Bar> bars = List.of();

    /** One bar. Unknown durations have a null length. */
    record Bar(String name, Token colour, @Nullable Long nanos) {}

    TimingBars(Look look) {
        super(look);
        setMinWidth(0);
    }

    void show(ExchangeRow row) {
        bars = bars(row);
        setMinHeight(bars.size() * ROW + 6);
        setPrefHeight(bars.size() * ROW + 6);
        repaint();
    }

    /** The bars of a request: those of an end that did not see it are left out. */
    static List<Bar> bars(ExchangeRow row) {
        List<Bar> bars = new ArrayList<>();
        if (row.clientDurationNanos() != null) {
            bars.add(new Bar("Client, in all", Token.SERIES_7, row.clientDurationNanos()));
            bars.add(new Bar("to its first byte", Token.SERIES_7, row.clientFirstByteNanos()));
        }
        if (row.networkNanos() != null) {
            bars.add(new Bar("Network and queues", Token.SERIES_6, row.networkNanos()));
        }
        if (row.serverDurationNanos() != null) {
            bars.add(new Bar("Server, in all", Token.SERIES_1, row.serverDurationNanos()));
            bars.add(new Bar("to its first byte", Token.SERIES_1, row.serverFirstByteNanos()));
        }
        bars.removeIf(bar -> bar.nanos() == null);
        if (bars.isEmpty()) {
            bars.add(new Bar("No response was seen", Token.STATUS_WARN, null));
        }
        return bars;
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        double longest = 1;
        for (Bar bar : bars) {
            longest = bar.nanos() == null ? longest : Math.max(longest, bar.nanos());
        }
        double left = NAMES;
        double space = Math.max(1, width - NAMES - FIGURES);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double middle = 6 + i * ROW + ROW / 2;
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

package dev.sonde.ui.timeline;

import dev.sonde.core.series.Signal;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;

/** Signals that the timeline can show. */
enum TimelineSignal {
    RATE("request rate", Signal.RATE),
    P99("p99", Signal.P99),
    P50("p50", Signal.P50),
    ERRORS("errors", Signal.ERROR_RATIO),
    SLOW("slow calls", Signal.SLOW);

    private final String label;
    private final Signal signal;

    TimelineSignal(String label, Signal signal) {
        this.label = label;
        this.signal = signal;
    }

    String label() {
        return label;
    }

    Signal signal() {
        return signal;
    }

    /** Writes a value at the axis. */
    String axis(double value) {
        return switch (this) {
            case RATE, SLOW -> Rates.withUnit(value);
            case P99, P50 -> Durations.axis(value);
            case ERRORS -> Shares.text(value);
        };
    }
}

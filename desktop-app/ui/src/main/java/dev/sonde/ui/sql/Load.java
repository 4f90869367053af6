package dev.sonde.ui.sql;

import org.jspecify.annotations.Nullable;

/** What statements are weighed by. */
enum Load {
    /** Time spent in the database. */
    TIME("Time"),
    /** Calls. */
    CALLS("Calls"),
    /** Rows returned or changed. */
    ROWS("Rows"),
    /** Failed calls. */
    ERRORS("Errors");

    private final String label;

    Load(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** How much of it figures have. */
    double of(StatementRow.@Nullable Figures figures) {
        if (figures == null) {
            return 0;
        }
        Long amount = switch (this) {
            case TIME -> figures.totalNanos();
            case CALLS -> (Long) figures.counts().calls();
            case ROWS -> figures.counts().rowsAtLeast();
            case ERRORS -> (Long) figures.counts().errors();
        };
        return amount == null ? 0 : (double) amount;
    }
}

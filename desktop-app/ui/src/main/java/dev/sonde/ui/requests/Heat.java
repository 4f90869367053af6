package dev.sonde.ui.requests;

import dev.sonde.themes.Token;

/** The ramp of the heatmap. */
final class Heat {
    /** How many colours it has. */
    static final int STEPS = 9;

    private static final Token[] RAMP = {
        Token.HEAT_1,
        Token.HEAT_2,
        Token.HEAT_3,
        Token.HEAT_4,
        Token.HEAT_5,
        Token.HEAT_6,
        Token.HEAT_7,
        Token.HEAT_8,
        Token.HEAT_9
    };

    private Heat() {}

    /** The colour of a step, from 0. */
    static Token step(int step) {
        return RAMP[step];
    }

    /** The colour of a share of the most, above 0 up to 1. An empty cell has no colour; one call is still seen. */
    static Token token(double share) {
        return RAMP[Math.clamp(Math.round(share * (STEPS - 1)), 1, STEPS - 1)];
    }
}

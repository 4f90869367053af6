package dev.sonde.ui.map;

import dev.sonde.core.topology.Health;

/** How states of health are told. */
final class HealthWords {
    private HealthWords() {}

    /** A state in a word. */
    static String word(Health health) {
        return switch (health) {
            case UNKNOWN -> "";
            case STEADY -> "steady";
            case WATCH -> "watch";
            case WORSE -> "worse";
        };
    }

    /** Its style class. */
    static String style(Health health) {
        return switch (health) {
            case UNKNOWN -> "sd-muted";
            case STEADY -> "sd-ok";
            case WATCH -> "sd-warn";
            case WORSE -> "sd-error";
        };
    }
}

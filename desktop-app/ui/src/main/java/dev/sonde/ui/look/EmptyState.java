package dev.sonde.ui.look;

import dev.sonde.themes.Icon;

/** Words for what is not there, which change while what is live goes on: they stay the same controls. Owned by the FX thread. */
public final class EmptyState extends StateBox {
    /** Says something at first. */
    public EmptyState(String what, String next) {
        super(Icons.of(Icon.SEARCH, 19, "sd-muted"), what, next);
    }

    /** Says something else. */
    public void say(String what, String next) {
        words(what, next);
    }
}

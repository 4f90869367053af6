package dev.sonde.ui;

import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.layout.LayoutKeeper;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.settings.Appearance;

/**
 * What outlives the content of the window.
 *
 * @param desk opens things
 * @param appearance what the user has set
 * @param layout how the user arranged the window
 */
public record Surroundings(Desk desk, Appearance appearance, LayoutKeeper layout) {
    /** Of a window that keeps nothing when it closes. */
    public static Surroundings keepingNothing(Desk desk, Look look) {
        return new Surroundings(desk, Appearance.of(look), LayoutKeeper.forgetful());
    }
}

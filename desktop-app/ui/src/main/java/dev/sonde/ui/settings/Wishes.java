package dev.sonde.ui.settings;

/** What the desktop around the window is set to. Owned by the FX thread. */
public interface Wishes {
    /** Whether it is dark. */
    boolean dark();

    /** Whether it asks for high contrast. */
    boolean highContrast();

    /** Whether it asks for less motion. */
    boolean reducedMotion();

    /** Calls back when any of it changes. */
    void onChange(Runnable listener);
}

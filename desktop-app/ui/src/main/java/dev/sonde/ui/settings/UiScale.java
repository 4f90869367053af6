package dev.sonde.ui.settings;

import dev.sonde.core.settings.Settings;

/** How large everything is. The toolkit takes it when it starts, and not later. */
public final class UiScale {
    private static final String[] PROPERTIES = {"glass.gtk.uiScale", "glass.win.uiScale"};

    private UiScale() {}

    /** Sets it before the toolkit starts, unless the command line did. */
    public static void prepare(Settings settings) {
        settings.size().scalePercent().ifPresent(percent -> {
            for (String property : PROPERTIES) {
                if (System.getProperty(property) == null) {
                    System.setProperty(property, percent + "%");
                }
            }
        });
    }
}

package dev.sonde.ui.settings;

import java.util.Locale;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.application.Platform.Preferences;

/** What the toolkit knows of the desktop. Made on the FX thread. */
public final class DesktopWishes implements Wishes {
    private final Preferences preferences = Platform.getPreferences();

    /** Of this desktop. */
    public DesktopWishes() {}

    @Override
    public boolean dark() {
        return preferences.getColorScheme() == ColorScheme.DARK;
    }

    /** Windows says so by itself; GTK has themes of that name. */
    @Override
    public boolean highContrast() {
        return preferences.getBoolean("Windows.SPI.HighContrast").orElse(false)
                || preferences
                        .getString("GTK.theme_name")
                        .map(name -> name.toLowerCase(Locale.ROOT).startsWith("highcontrast"))
                        .orElse(false);
    }

    @Override
    public boolean reducedMotion() {
        return preferences.isReducedMotion();
    }

    @Override
    public void onChange(Runnable listener) {
        preferences.colorSchemeProperty().subscribe(listener);
        preferences.reducedMotionProperty().subscribe(listener);
        preferences.subscribe(listener);
    }
}

package dev.sonde.themes;

/** Dark text on light ground. */
public final class LightTheme implements Theme {
    /** For service loading. */
    public LightTheme() {}

    @Override
    public String name() {
        return "light";
    }

    @Override
    public String title() {
        return "Light";
    }

    @Override
    public boolean dark() {
        return false;
    }
}

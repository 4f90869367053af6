package dev.sonde.themes;

/** Light text on dark ground: the default. */
public final class DarkTheme implements Theme {
    /** For service loading. */
    public DarkTheme() {}

    @Override
    public String name() {
        return "dark";
    }

    @Override
    public String title() {
        return "Dark";
    }

    @Override
    public boolean dark() {
        return true;
    }
}

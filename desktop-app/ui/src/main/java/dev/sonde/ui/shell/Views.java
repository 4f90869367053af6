package dev.sonde.ui.shell;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import java.util.List;

/** The views there are, in the order of the rail. */
public final class Views {
    /** All of them. */
    public static final List<View.Place> ALL = List.of(
            new View.Place(ViewName.OVERVIEW, "Overview", Icon.LAYOUT_DASHBOARD, "1"),
            new View.Place(ViewName.MAP, "Map", Icon.WAYPOINTS, "2"),
            new View.Place(ViewName.REQUESTS, "Requests", Icon.LIST_TREE, "3"),
            new View.Place(ViewName.SQL, "SQL", Icon.DATABASE, "4"));

    private Views() {}
}

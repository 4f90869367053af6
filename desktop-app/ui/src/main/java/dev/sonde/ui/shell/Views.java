package dev.sonde.ui.shell;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import java.util.List;
import java.util.stream.Stream;

/** The views and pages there are, in the order of the rail. */
public final class Views {
    /** All views of a session. */
    public static final List<View.Place> ALL = List.of(
            new View.Place(ViewName.OVERVIEW, "Overview", Icon.LAYOUT_DASHBOARD, "1"),
            new View.Place(ViewName.MAP, "Map", Icon.WAYPOINTS, "2"),
            new View.Place(ViewName.REQUESTS, "Requests", Icon.LIST_TREE, "3"),
            new View.Place(ViewName.SQL, "SQL", Icon.DATABASE, "4"));

    /** All pages: they stand at the foot of the rail, and need no session. */
    public static final List<View.Place> PAGES = List.of(
            new View.Place(ViewName.SESSIONS, "Sessions", Icon.FILM, ""),
            new View.Place(ViewName.CONNECT, "Connect", Icon.PLUG, ""),
            new View.Place(ViewName.SETTINGS, "Settings", Icon.SETTINGS, ""));

    /** Views and pages. */
    public static final List<View.Place> PLACES =
            Stream.concat(ALL.stream(), PAGES.stream()).toList();

    private Views() {}
}

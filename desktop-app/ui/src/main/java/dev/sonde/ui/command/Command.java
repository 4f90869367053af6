package dev.sonde.ui.command;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done in the window, with its keys. This is the only table of them: the keyboard, the sheet of keys, the palette,
 * menus and tooltips all read it.
 */
@SuppressWarnings("ImmutableEnumChecker") // keystrokes are records of what does not change
public enum Command {
    /** Types a filter. */
    FILTER(Area.FIND, "Filter every view", Icon.LIST_FILTER, typed("/")),
    /** Finds commands and objects. */
    PALETTE(Area.FIND, "Find a command or an object", Icon.COMMAND, pressed("Ctrl+K")),
    /** Searches in the open view. */
    FIND(Area.FIND, "Search in the view", Icon.SEARCH, pressed("Ctrl+F")),
    /** Undoes a change of the filter. */
    UNDO_FILTER(Area.FIND, "Undo the last change of the filter", Icon.LIST_FILTER, pressed("Ctrl+Z")),
    /** Clears the filter. */
    CLEAR_FILTER(Area.FIND, "Clear the filter", Icon.X),
    /** Tells those who talk apart by service, workload, pod or node in turn. */
    GRAIN(Area.FIND, "By service, workload, pod or node: the next", Icon.BOX, pressed("G")),

    /** Opens the Overview. */
    OVERVIEW(ViewName.OVERVIEW, "Open Overview", Icon.LAYOUT_DASHBOARD, "1"),
    /** Opens the Map. */
    MAP(ViewName.MAP, "Open Map", Icon.WAYPOINTS, "2"),
    /** Opens Requests. */
    REQUESTS_VIEW(ViewName.REQUESTS, "Open Requests", Icon.LIST_TREE, "3"),
    /** Opens SQL. */
    SQL_VIEW(ViewName.SQL, "Open SQL", Icon.DATABASE, "4"),
    /** Opens Network. */
    NETWORK(ViewName.NETWORK, "Open Network", Icon.NETWORK, "5"),
    /** Opens Profile. */
    PROFILE(ViewName.PROFILE, "Open Profile", Icon.FLAME, "6"),
    /** Opens Nodes. */
    NODES(ViewName.NODES, "Open Nodes", Icon.SERVER, "7"),
    /** Opens Sessions. */
    SESSIONS(ViewName.SESSIONS, "Open Sessions", Icon.FILM, ""),
    /** Opens Connect. */
    CONNECT(ViewName.CONNECT, "Open Connect", Icon.PLUG, ""),
    /** Opens Settings. */
    SETTINGS(ViewName.SETTINGS, "Open Settings", Icon.SETTINGS, "Ctrl+,"),

    /** One step back. */
    BACK(Area.GO, "Back", Icon.ARROW_LEFT, pressed("Alt+←")),
    /** One step forward. */
    FORWARD(Area.GO, "Forward", Icon.ARROW_RIGHT, pressed("Alt+→")),
    /** The next pane. */
    NEXT_PANE(Area.GO, "Next pane", Icon.COLUMNS_3, pressed("F6")),
    /** The pane before. */
    PREVIOUS_PANE(Area.GO, "Pane before", Icon.COLUMNS_3, pressed("Shift+F6")),
    /** Moves to the next control; the toolkit does it. */
    NEXT_CONTROL(Area.GO, "Next control", null, shown("Tab")),
    /** Moves within a list; the list does it. */
    MOVE(Area.GO, "Move", null, shown("↑ ↓")),
    /** Walks along the calls of the map; the map does it. */
    WALK(Area.GO, "Walk along calls", null, shown("← ↑ → ↓")),
    /** Goes onto the edge between two nodes; the map does it. */
    WALK_EDGE(Area.GO, "To the edge between", null, shown("Shift+← →")),
    /** Opens what is selected; the view does it. */
    OPEN(Area.GO, "Open the selection", null, shown("Enter")),
    /** Closes, clears, leaves. */
    CLOSE(Area.GO, "Close, clear, leave", null, pressed("Esc")),

    /** Keeps only what is selected. */
    KEEP(Area.SELECTION, "Keep only this, in all views", Icon.LIST_FILTER, pressed("F")),
    /** Excludes what is selected. */
    EXCLUDE(Area.SELECTION, "Exclude this", Icon.CIRCLE_MINUS, pressed("Shift+F")),
    /** Statements of the selection. */
    SQL(Area.SELECTION, "Its SQL", Icon.DATABASE, pressed("S")),
    /** Requests of the selection. */
    REQUESTS(Area.SELECTION, "Its requests", Icon.LIST_TREE, pressed("R")),
    /** Stacks of the selection. */
    STACKS(Area.SELECTION, "Its stacks", Icon.FLAME, pressed("P")),
    /** Connections of the selection. */
    TCP(Area.SELECTION, "Its TCP connections", Icon.NETWORK, pressed("T")),
    /** The other end of the selection. */
    PEER(Area.SELECTION, "Its peer", Icon.WAYPOINTS, pressed("C")),
    /** On or off CPU. */
    OFF_CPU(Area.SELECTION, "On or off CPU", Icon.CPU, pressed("O")),
    /** What sets the selection apart from the baseline. */
    DIFFERENCE(Area.SELECTION, "What sets this apart from B", Icon.ACTIVITY, pressed("D")),
    /** The menu of the selection; the control does it. */
    MENU(Area.SELECTION, "Menu of the selection", null, shown("Shift+F10")),

    /** Sets A. */
    SET_A(Area.TIME, "Set A: the time selected, or all", Icon.TIMER, pressed("A")),
    /** Pins B, or lets go of it. */
    PIN_B(Area.TIME, "Pin B: the time selected, or A", Icon.CIRCLE_DOT, pressed("B")),
    /** Swaps A and B. */
    SWAP(Area.TIME, "Swap A and B", Icon.REFRESH_CW, pressed("X")),
    /** Half as much time. */
    ZOOM_IN(Area.TIME, "Zoom A in", Icon.SEARCH, typed("+")),
    /** Twice as much time. */
    ZOOM_OUT(Area.TIME, "Zoom A out", Icon.SEARCH, typed("−")),
    /** All of time. */
    ZOOM_ALL(Area.TIME, "A is all there is", Icon.MAXIMIZE, pressed("0")),
    /** Pauses or plays. */
    PAUSE(Area.TIME, "Pause or play", Icon.PAUSE, pressed("Space")),
    /** Goes to the live edge, or to the end. */
    LIVE(Area.TIME, "Go live, or to the end", Icon.SKIP_FORWARD, pressed("L")),
    /** The playhead one tick back. */
    STEP_BACK(Area.TIME, "One tick back", Icon.SKIP_BACK, typed(",")),
    /** The playhead one tick on. */
    STEP(Area.TIME, "One tick on", Icon.SKIP_FORWARD, typed(".")),
    /** The note before. */
    PREVIOUS_NOTE(Area.TIME, "Note before", Icon.ARROW_LEFT, typed("[")),
    /** The next note. */
    NEXT_NOTE(Area.TIME, "Next note", Icon.ARROW_RIGHT, typed("]")),
    /** A note here. */
    NOTE(Area.TIME, "Note here", Icon.INFO, pressed("N")),

    /** Copies the link of what is in sight. */
    COPY_LINK(Area.MORE, "Copy a link to this", Icon.COPY, pressed("Ctrl+L")),
    /** Stops watching. */
    DISCONNECT(Area.MORE, "Disconnect: agents leave, what was seen stays", Icon.UNPLUG, pressed("Ctrl+D")),
    /** Writes the view to a file. */
    EXPORT(Area.MORE, "Export the view", Icon.DOWNLOAD, pressed("Ctrl+E")),
    /** Looks where the guest points. */
    LOOK(Area.MORE, "Look where the guest points", null, pressed("J")),
    /** Follows the guest. */
    FOLLOW(Area.MORE, "Follow the guest", null, pressed("Shift+J")),
    /** Another theme. */
    THEME(Area.MORE, "Change the theme", Icon.SETTINGS),
    /** The keys of the view. */
    KEYS(Area.MORE, "Keys of this view", Icon.KEYBOARD, typed("?"));

    /** Parts of the sheet of keys. */
    public enum Area {
        /** Finding and filtering. */
        FIND("Find and filter"),
        /** The views. */
        VIEWS("Views"),
        /** Moving about. */
        GO("Move"),
        /** What is selected. */
        SELECTION("Selection"),
        /** Windows, playhead and notes. */
        TIME("Time"),
        /** The rest. */
        MORE("More");

        private final String title;

        Area(String title) {
            this.title = title;
        }

        /** Its title. */
        public String title() {
            return title;
        }
    }

    private final Area area;
    private final String title;
    private final @Nullable Icon icon;
    private final List<Keystroke> keys;
    private final boolean byControls;
    private final @Nullable ViewName view;

    Command(Area area, String title, @Nullable Icon icon, Keystroke... keys) {
        this.area = area;
        this.title = title;
        this.icon = icon;
        this.keys = List.of(keys);
        this.byControls =
                keys.length > 0 && keys[0].code().isEmpty() && keys[0].sign().isEmpty();
        this.view = null;
    }

    Command(ViewName view, String title, Icon icon, String key) {
        this.area = Area.VIEWS;
        this.title = title;
        this.icon = icon;
        this.keys = key.isEmpty() ? List.of() : List.of(pressed(key));
        this.byControls = false;
        this.view = view;
    }

    /** Its part of the sheet of keys. */
    public Area area() {
        return area;
    }

    /** What it does, in words. */
    public String title() {
        return title;
    }

    /** Its icon, if it has one. */
    public Optional<Icon> icon() {
        return Optional.ofNullable(icon);
    }

    /** Its keys as people read them, or empty where it has none. */
    public String key() {
        return keys.isEmpty() ? "" : keys.getFirst().shown();
    }

    /** Its keystroke, if it has one that is pressed or typed. */
    public Optional<Keystroke> keystroke() {
        return byControls ? Optional.empty() : keys.stream().findFirst();
    }

    /** Whether controls do it, and nobody has to be asked: it stands on the sheet only. */
    public boolean isByControls() {
        return byControls;
    }

    /** The view that it opens, if that is what it does. */
    public Optional<ViewName> view() {
        return Optional.ofNullable(view);
    }

    /** What a tooltip says: what it does, and its key. */
    public String tip() {
        return tip(title);
    }

    /** What a tooltip says where what it does has other words. */
    public String tip(String words) {
        return keys.isEmpty() ? words : words + " (" + key() + ")";
    }

    private static Keystroke pressed(String text) {
        return Keystroke.pressed(text);
    }

    private static Keystroke typed(String sign) {
        return Keystroke.typed(sign);
    }

    private static Keystroke shown(String text) {
        return new Keystroke(text, Optional.empty(), "");
    }
}

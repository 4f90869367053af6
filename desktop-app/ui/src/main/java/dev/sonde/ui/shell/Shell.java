package dev.sonde.ui.shell;

import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Note;
import dev.sonde.core.table.Query;
import dev.sonde.core.time.Window;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.palette.Entry;
import dev.sonde.ui.palette.Palette;
import dev.sonde.ui.timeline.TimelineView;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The window's content: rail, top bar, timeline, one view, status bar. Owned by the FX thread. */
public final class Shell extends StackPane {
    private final Workspace workspace;
    private final Function<ViewName, View> factory;
    private final Map<ViewName, View> views = new EnumMap<>(ViewName.class);
    private final Resting resting = new Resting();
    private final Overlay overlay = new Overlay();
    private final StackPane body = new StackPane();
    private final BorderPane frame = new BorderPane();
    private final VBox centre;
    private final Rail rail;
    private final TopBar topBar;
    private final ShellKeys keys;
    private final KeySheet keySheet;
    private final Commands commands;
    private final Palette palette;
    private final NoteEditor noteEditor;
    private final Export export;
    private final Toast toast = new Toast();
    private final TableFind finder = new TableFind(overlay::close);
    private final List<View.Place> places;
    private final Banner banner;
    private @Nullable ViewName openName;
    private @Nullable View open;
    private boolean dressed;
    private @Nullable Panel ringed;
    private @Nullable Node beforePalette;

    /**
     * A shell around a workspace.
     *
     * @param places the views there are, in the order of the rail
     * @param factory makes a view when it is first opened
     */
    public Shell(Workspace workspace, List<View.Place> places, Function<ViewName, View> factory) {
        this.factory = factory;
        this.workspace = workspace;
        this.places = places;
        rail = new Rail(places, this::chosen);
        topBar = new TopBar(workspace, overlay, places, this::focusView);
        banner = new Banner(workspace);
        commands = new Commands(workspace, this, places);
        keys = new ShellKeys(commands);
        keySheet = new KeySheet(commands);
        palette = new Palette(workspace, this::offers, commands::exists, this::closePalette);
        export = new Export(workspace, this::say);
        noteEditor = new NoteEditor(workspace, this::closeNote);
        workspace.onCommand(commands::run, command -> commands.words(command).orElse(command.title()));
        workspace.notes().onShow(this::show);
        workspace.notes().onTrouble(error -> say(error.oneLine()));
        body.getStyleClass().add("sd-body");
        body.setMinSize(0, 0);
        centre = new VBox(topBar, new TimelineView(workspace), banner, body);
        VBox.setVgrow(body, Priority.ALWAYS);
        frame.setLeft(rail);
        frame.setBottom(new StatusBar(workspace, overlay, this::toggleKeySheet));
        getChildren().addAll(frame, overlay, toast);
        workspace.onMoment(this::show);
        new RailMarks(workspace, rail);
    }

    /** Installs the keys, and keeps the ring about the one panel that has the focus. */
    public void installKeys(Scene scene) {
        keys.install(scene);
        scene.focusOwnerProperty().subscribe(owner -> {
            Panel now = Panel.around(owner);
            if (ringed != null && !ringed.equals(now)) {
                ringed.ring(false);
            }
            if (now != null && !now.equals(ringed)) {
                now.ring(true);
            }
            ringed = now;
        });
    }

    /** Moves the keyboard into the open view. */
    public void focusView() {
        if (open != null) {
            if (!dressed) {
                // A view that has just been opened gets its controls with its styles.
                open.node().applyCss();
                dressed = true;
            }
            open.focus();
        }
    }

    /** Gives the content of the open view skins and styles while there is nothing yet that it could show. */
    public void dress() {
        if (open != null) {
            open.dress();
            dressed = true;
        }
    }

    void editFilter() {
        topBar.editFilter();
    }

    /** The table that the keyboard is in, or else the open view's own; empty where there is none, or no view of a session. */
    Optional<Grid<?>> searched() {
        if (open == null || open.isPage()) {
            return Optional.empty();
        }
        return getScene() != null && getScene().getFocusOwner() instanceof Grid<?> grid
                ? Optional.of(grid)
                : open.searched();
    }

    /** Asks what to find in the table. */
    void findInTable() {
        searched().ifPresent(grid -> {
            overlay.showAtTop(finder);
            finder.begin(grid);
        });
    }

    void toggleKeySheet() {
        if (overlay.shows(keySheet)) {
            overlay.close();
        } else {
            keySheet.fill(title());
            overlay.showCentred(keySheet);
        }
    }

    /** Opens the palette, or closes it. */
    void openPalette() {
        if (overlay.shows(palette)) {
            closePalette();
            return;
        }
        beforePalette = getScene().getFocusOwner();
        overlay.showAtTop(palette);
        palette.open();
    }

    private void closePalette() {
        overlay.close();
        if (beforePalette != null && beforePalette.getScene() != null) {
            beforePalette.requestFocus();
        } else {
            focusView();
        }
    }

    /** Commands that can be done in the open view, for the palette. */
    private List<Entry> offers() {
        return Arrays.stream(Command.values())
                .filter(command -> !command.isByControls() && command != Command.PALETTE && command != Command.CLOSE)
                .flatMap(command -> commands.words(command).stream()
                        .map(words -> new Entry(
                                Entry.Kind.COMMAND,
                                words,
                                new Entry.Detail(command.area().title(), command.key(), 0),
                                () -> commands.run(command))))
                .toList();
    }

    /** Says something for a moment. */
    public void say(String text) {
        toast.say(text);
    }

    private String title() {
        return places.stream()
                .filter(place -> place.name() == openName)
                .map(View.Place::title)
                .findFirst()
                .orElse("this view");
    }

    /** Commands that are the open view's own. */
    Map<Command, String> ownCommands() {
        return open == null ? Map.of() : open.commands();
    }

    /** Gives one of its own commands to the open view; false leaves its key to the control that has the focus. */
    boolean runOwn(Command command) {
        return open != null && open.run(command);
    }

    /** Asks for the words of a note at this moment. */
    boolean note() {
        Long pointed = workspace.cursorProperty().get();
        Moment moment = workspace.moment();
        long at = pointed == null ? workspace.playhead().or(moment.data().toNanos()) : pointed;
        Window data = moment.data();
        overlay.showCentred(noteEditor);
        noteEditor.begin(Math.clamp(at, data.fromNanos(), Math.max(data.fromNanos(), data.toNanos())));
        return true;
    }

    private void show(Note note) {
        List<Note> all = workspace.notes().all();
        overlay.showCentred(noteEditor);
        noteEditor.open(note, all.indexOf(note) + 1, all.size());
    }

    private void closeNote() {
        overlay.close();
        focusView();
    }

    /** The table of the open view, where it shows one. */
    Optional<Query> table() {
        return open == null ? Optional.empty() : open.table(workspace.moment());
    }

    /** Asks where to write the table of the open view, and writes it. */
    void export() {
        table().ifPresent(query -> export.ask(query, getScene().getWindow()));
    }

    /** Closes what is above the window, or else lets go of the selection. */
    boolean escape() {
        return overlay.close() || (open != null && open.clearSelection());
    }

    /** What is selected in the open view. */
    List<FilterTerm> selected() {
        return open == null ? List.of() : open.selected();
    }

    void focusNextPane(boolean backwards) {
        List<Panel> panels = new ArrayList<>();
        collect(frame.getCenter(), panels);
        if (panels.isEmpty()) {
            return;
        }
        // The toolkit's own word for it, focus-within, stays behind where what had the focus went out of sight.
        int now = panels.indexOf(Panel.around(getScene().getFocusOwner()));
        for (int step = 1; step <= panels.size(); step++) {
            int next = Math.floorMod(now + (backwards ? -step : step), panels.size());
            if (focusFirst(panels.get(next).content()) || focusFirst(panels.get(next))) {
                return;
            }
        }
    }

    private void show(Moment moment) {
        ViewName name = moment.state().view();
        rail.mark(name);
        if (!views.containsKey(name) && isInSight()) {
            // Made in one step, shown in the next: the FX thread answers between them.
            views.put(name, factory.apply(name));
            Platform.runLater(() -> show(workspace.moment()));
            return;
        }
        View view = views.computeIfAbsent(name, factory);
        boolean other = name != openName;
        boolean moves = other && open != null && hasFocus(open.node());
        if (other) {
            resting.changed(open, view, moment);
            openName = name;
            open = view;
            dressed = false;
            place(view);
            topBar.greyWithout(view::applies);
            view.opened();
        }
        resting.at(moment);
        view.show(moment);
        if (moves) {
            focusView();
        }
    }

    private boolean isInSight() {
        return getScene() != null
                && getScene().getWindow() != null
                && getScene().getWindow().isShowing();
    }

    /** Whether the keyboard is in there; what goes out of sight would leave it nowhere. */
    private boolean hasFocus(Node view) {
        Node at = getScene() == null ? null : getScene().getFocusOwner();
        while (at != null && !at.equals(view)) {
            at = at.getParent();
        }
        return at != null;
    }

    /** Whoever chose a view goes on in it: on the rail arrows lead nowhere. */
    private void chosen(ViewName name) {
        workspace.open(name);
        // Connect begins with a field, which keeps letters and Esc to itself.
        if (name != ViewName.CONNECT) {
            focusView();
        }
    }

    /** A page takes the whole window beside the rail. */
    private void place(View view) {
        if (view.isPage()) {
            frame.setCenter(view.node());
        } else {
            body.getChildren().setAll(view.node());
            frame.setCenter(centre);
        }
    }

    /** Whether a page is open, where keys of time and selection mean nothing. */
    boolean onPage() {
        return open != null && open.isPage();
    }

    /** Panels for which there is no room are out of sight, and take no focus. */
    private static void collect(Node node, List<Panel> panels) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Panel panel) {
            panels.add(panel);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, panels));
        }
    }

    private static boolean focusFirst(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return false;
        }
        if (node.isFocusTraversable()) {
            node.requestFocus();
            return true;
        }
        return node instanceof Parent parent
                && parent.getChildrenUnmodifiable().stream().anyMatch(Shell::focusFirst);
    }
}

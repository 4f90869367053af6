package dev.sonde.ui.shell;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.NavigationLink;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.States;
import dev.sonde.ui.workspace.Workspace;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does what the table of commands names, and says which of it works in the open view. Owned by the FX thread. */
final class Commands {
    private static final Set<ViewName> WITHOUT_TRAFFIC =
            EnumSet.of(ViewName.SESSIONS, ViewName.CONNECT, ViewName.SETTINGS);
    private static final Set<Command> OF_VIEWS = EnumSet.of(
            Command.FIND,
            Command.WALK,
            Command.WALK_EDGE,
            Command.SQL,
            Command.REQUESTS,
            Command.STACKS,
            Command.TCP,
            Command.PEER,
            Command.OFF_CPU);
    private static final Set<Command> OF_GUESTS = EnumSet.of(Command.LOOK, Command.FOLLOW);

    private final Workspace workspace;
    private final Shell shell;
    private final TimeCommands time;
    private final List<View.Place> places;

    Commands(Workspace workspace, Shell shell, List<View.Place> places) {
        this.workspace = workspace;
        this.shell = shell;
        this.places = places;
        this.time = new TimeCommands(workspace, shell::say);
    }

    /** What a command does in the open view, in words; empty where it does nothing. */
    Optional<String> words(Command command) {
        String own = shell.ownCommands().get(command);
        if (own != null) {
            return Optional.of(own);
        }
        if (command == Command.FIND && shell.searched().isPresent()) {
            return Optional.of("Find in the table");
        }
        boolean traffic = !WITHOUT_TRAFFIC.contains(workspace.moment().state().view());
        boolean works = command.view().map(this::exists).orElse(true)
                && !OF_VIEWS.contains(command)
                && !OF_GUESTS.contains(command)
                && (command != Command.DISCONNECT || workspace.isLive())
                && (command != Command.GRAIN || workspace.moment().snapshot().placeCount() > 0)
                && (command != Command.EXPORT || shell.table().isPresent())
                && (traffic || worksOnPages(command));
        return works ? Optional.of(command.title()) : Optional.empty();
    }

    /** Pages have no time, no selection and no filter, and keys of their own. */
    private static boolean worksOnPages(Command command) {
        return command == Command.PALETTE
                || command.area() == Command.Area.VIEWS
                || command.area() == Command.Area.GO
                || command == Command.DISCONNECT
                || command == Command.THEME
                || command == Command.KEYS;
    }

    /** Says whether the window has a view. */
    boolean exists(ViewName view) {
        return places.stream().anyMatch(place -> place.name() == view);
    }

    /** Does it; says whether its key is used up. */
    boolean run(Command command) {
        if (command.isByControls()) {
            return false;
        }
        if (words(command).isEmpty() && shell.onPage()) {
            return false;
        }
        if (words(command).isEmpty()) {
            shell.say(notHere(command));
            return true;
        }
        if (shell.ownCommands().containsKey(command)) {
            return own(command);
        }
        Optional<ViewName> view = command.view();
        if (view.isPresent()) {
            workspace.open(view.get());
            shell.focusView();
            return true;
        }
        return switch (command.area()) {
            case FIND -> find(command);
            case GO -> move(command);
            case SELECTION -> select(command);
            case TIME -> command == Command.NOTE ? shell.note() : time.run(command);
            case MORE -> more(command);
            case VIEWS -> false;
        };
    }

    /** A command of the selection that has nothing to work on says so. */
    private boolean own(Command command) {
        boolean done = shell.runOwn(command);
        if (!done && command == Command.DIFFERENCE) {
            shell.say("Nothing in A stands out against B.");
            return true;
        }
        if (!done
                && command.area() == Command.Area.SELECTION
                && shell.selected().isEmpty()) {
            shell.say("Nothing is selected.");
            return true;
        }
        return done;
    }

    private String notHere(Command command) {
        if (command.view().isPresent()) {
            return command.title() + ": this version has no such view yet.";
        }
        return switch (command) {
            case STACKS, OFF_CPU, PEER -> "Stacks: this version has no Profile view yet.";
            case TCP -> "TCP connections: this version has no Network view yet.";
            case DISCONNECT -> "Nothing is being watched.";
            case GRAIN -> "Only a cluster has workloads, pods and nodes to tell apart.";
            case EXPORT -> "This view shows no table to export.";
            case LOOK, FOLLOW -> "Nobody shares this session.";
            default -> command.title() + ": not in this view.";
        };
    }

    private boolean find(Command command) {
        switch (command) {
            case FILTER -> shell.editFilter();
            case PALETTE -> shell.openPalette();
            case FIND -> shell.findInTable();
            case UNDO_FILTER -> workspace.undoFilter();
            case CLEAR_FILTER -> workspace.filter(Filter.ALL);
            case GRAIN ->
                workspace.tellApart(GrainMenu.after(workspace.moment().state().grain()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean move(Command command) {
        switch (command) {
            case BACK -> workspace.back();
            case FORWARD -> workspace.forward();
            case NEXT_PANE -> shell.focusNextPane(false);
            case PREVIOUS_PANE -> shell.focusNextPane(true);
            case CLOSE -> {
                return shell.escape();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean select(Command command) {
        List<FilterTerm> selected = shell.selected();
        switch (command) {
            case KEEP -> RowActions.keep(workspace, selected);
            case EXCLUDE -> RowActions.exclude(workspace, selected);
            case DIFFERENCE -> difference(selected);
            default -> {
                return false;
            }
        }
        if (selected.isEmpty() && command != Command.DIFFERENCE) {
            shell.say("Nothing is selected.");
        }
        return true;
    }

    /** What changed, of the selection: the Overview ranks the traits that slow and failed requests share. */
    private void difference(List<FilterTerm> selected) {
        if (workspace.moment().b() == null) {
            shell.say("There is no baseline to compare with: pin one with B.");
            return;
        }
        Filter filter = workspace.moment().filter();
        for (FilterTerm term : selected) {
            filter = filter.and(term);
        }
        workspace.open(ViewName.OVERVIEW, filter);
        shell.focusView();
        shell.runOwn(Command.DIFFERENCE);
    }

    private boolean more(Command command) {
        switch (command) {
            case COPY_LINK -> {
                States.copy(NavigationLink.text(workspace.moment().state()));
                shell.say("The link to this view is copied. Pasted into Ctrl+K it leads here.");
            }
            case DISCONNECT -> {
                shell.say("The agents are leaving…");
                workspace.disconnect(() -> shell.say("The agents have left. What was seen stays, and is recorded."));
            }
            case EXPORT -> shell.export();
            case THEME -> workspace.look().wishNext();
            case KEYS -> shell.toggleKeySheet();
            default -> {
                return false;
            }
        }
        return true;
    }
}

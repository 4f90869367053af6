package dev.sonde.ui.palette;

import dev.sonde.core.navigation.NavigationLink;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.time.Window;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.palette.Entry.Detail;
import dev.sonde.ui.palette.Entry.Kind;
import dev.sonde.ui.workspace.Workspace;

/** A link to a view that somebody copied, as something that the palette finds. */
final class Links {
    private Links() {}

    /**
     * What a link leads to.
     *
     * @throws dev.sonde.core.error.SondeException SD-3030 if it can't be read
     */
    static Entry entry(Workspace workspace, String link) {
        NavigationState state = NavigationLink.read(link);
        return new Entry(
                Kind.LINK, words(state, workspace.clocks()), new Detail("", "", 0), () -> workspace.go(here -> state));
    }

    /** For example {@code requests, 08:01:56–08:02:05, status:503}. */
    static String words(NavigationState state, Clocks clocks) {
        String time = switch (state.time()) {
            case TimeSelection.Fixed(Window window) -> clocks.range(window.fromNanos(), window.toNanos());
            case TimeSelection.Following(long span) -> "the last " + Durations.text((double) span);
        };
        String filter = state.filter().isEmpty() ? "" : ", " + state.filter().text();
        return state.view() + ", " + time + filter;
    }
}

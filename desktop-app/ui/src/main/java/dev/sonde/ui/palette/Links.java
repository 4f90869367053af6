package dev.sonde.ui.palette;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.navigation.NavigationLink;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.time.Window;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.palette.Entry.Detail;
import dev.sonde.ui.palette.Entry.Kind;
import dev.sonde.ui.workspace.Workspace;
import java.util.function.Predicate;

/** A link to a view that somebody copied, as something that the palette finds. */
final class Links {
    private Links() {}

    /**
     * What a link leads to.
     *
     * @param has says whether the window has a view
     * @throws SondeException SD-3030 if it can't be read, SD-3031 if it leads to a view that there is not
     */
    static Entry entry(Workspace workspace, Predicate<ViewName> has, String link) {
        NavigationState state = NavigationLink.read(link);
        if (!has.test(state.view())) {
            throw new SondeException(
                    "SD-3031",
                    "The link leads to a view that is not here: " + state.view(),
                    "It was copied in another version of Sonde.",
                    "Open it there, or ask for a link to another view.");
        }
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

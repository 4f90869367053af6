package dev.sonde.core.navigation;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterException;
import dev.sonde.core.store.Grain;
import dev.sonde.core.time.Baseline;
import dev.sonde.core.time.Window;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text form of a {@link NavigationState}, to be sent to a colleague:
 * {@code sonde:requests/prod/shop?a=1700000000000000000..1700000060000000000&filter=status%3A5xx}.
 *
 * <p>The path is the view and the scope; {@code a} is the window ({@code from..to} in Unix nanoseconds, or {@code last:} and
 * a span in nanoseconds), {@code b} the baseline ({@code ~} before it: suggested), {@code filter}, {@code by}
 * (the grain), {@code select} and {@code frame} the rest. Unknown parameters are passed over, so that a later Sonde can add some.
 */
public final class NavigationLink {
    private static final String SCHEME = "sonde:";
    private static final String LAST = "last:";
    private static final int MAX_LENGTH = 64 * 1024;

    private NavigationLink() {}

    /** Writes the link: {@code read(text(s)).equals(s)}. */
    public static String text(NavigationState state) {
        StringBuilder link = new StringBuilder(SCHEME).append(state.view());
        state.scope().forEach(crumb -> link.append('/').append(encoded(crumb)));
        link.append("?a=")
                .append(
                        switch (state.time()) {
                            case TimeSelection.Fixed(Window window) -> text(window);
                            case TimeSelection.Following(long span) -> LAST + span;
                        });
        Baseline baseline = state.baseline();
        if (baseline != null) {
            link.append("&b=").append(baseline.suggested() ? "~" : "").append(text(baseline.window()));
        }
        if (!state.filter().isEmpty()) {
            link.append("&filter=").append(encoded(state.filter().text()));
        }
        if (state.grain() != Grain.SERVICE) {
            link.append("&by=").append(state.grain());
        }
        if (!state.selection().isEmpty()) {
            link.append("&select=").append(encoded(state.selection()));
        }
        if (!state.frame().isEmpty()) {
            link.append("&frame=").append(encoded(state.frame()));
        }
        return link.toString();
    }

    /** Whether a text is meant to be a link, readable or not. */
    public static boolean isLink(String text) {
        return text.strip().regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Reads a link.
     *
     * @throws SondeException SD-3030 if it can't be read, and says which part
     */
    public static NavigationState read(String link) {
        String text = link.strip();
        if (!isLink(text) || text.length() > MAX_LENGTH) {
            throw refused("it does not begin with " + SCHEME + ", or is too long");
        }
        int question = text.indexOf('?');
        String path = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
        String[] crumbs = path.split("/", -1);
        Map<String, String> named = parameters(question < 0 ? "" : text.substring(question + 1));
        List<String> scope = new ArrayList<>();
        for (int i = 1; i < crumbs.length; i++) {
            scope.add(decoded(crumbs[i]));
        }
        try {
            return new NavigationState(
                    view(crumbs[0]),
                    scope,
                    time(named.get("a")),
                    baseline(named.get("b")),
                    new NavigationState.Lens(
                            Filter.parse(named.getOrDefault("filter", "")),
                            grain(named.getOrDefault("by", Grain.SERVICE.toString()))),
                    new NavigationState.Focus(named.getOrDefault("select", ""), named.getOrDefault("frame", "")));
        } catch (FilterException e) {
            throw refused("its filter can't be read: " + e.getMessage());
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> named = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                named.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
            }
        }
        return named;
    }

    private static ViewName view(String name) {
        for (ViewName view : ViewName.values()) {
            if (view.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return view;
            }
        }
        throw refused("this Sonde has no view '" + name + "'");
    }

    private static Grain grain(String name) {
        return Grain.named(name).orElseThrow(() -> refused("this Sonde tells nothing apart by '" + name + "'"));
    }

    private static TimeSelection time(@Nullable String text) {
        if (text == null) {
            throw refused("it names no window");
        }
        if (!text.startsWith(LAST)) {
            return new TimeSelection.Fixed(window(text));
        }
        try {
            return new TimeSelection.Following(Long.parseLong(text.substring(LAST.length())));
        } catch (IllegalArgumentException e) {
            throw refused("'" + text + "' is no window");
        }
    }

    private static @Nullable Baseline baseline(@Nullable String text) {
        if (text == null) {
            return null;
        }
        boolean suggested = text.startsWith("~");
        return new Baseline(window(suggested ? text.substring(1) : text), suggested);
    }

    private static Window window(String text) {
        int dots = text.indexOf("..");
        try {
            return new Window(
                    Long.parseLong(text.substring(0, Math.max(0, dots))), Long.parseLong(text.substring(dots + 2)));
        } catch (IllegalArgumentException e) {
            throw refused("'" + text + "' is no window");
        }
    }

    private static String text(Window window) {
        return window.fromNanos() + ".." + window.toNanos();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("'" + text + "' is not encoded as links are");
        }
    }

    private static SondeException refused(String why) {
        return new SondeException(
                "SD-3030", "The link can't be read", "Because " + why + ".", "Copy the whole link and try again.");
    }
}

package dev.sonde.cli;

import dev.sonde.core.session.Where;
import dev.sonde.core.session.WhereFile;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens the window, or what there is without a display. */
final class Window {
    private Window() {}

    static int open(Terminal terminal, @Nullable Path file, Common common) throws Exception {
        Where where = file == null ? Where.local() : WhereFile.of(file);
        if (!hasDisplay(System.getenv(), System.getProperty("os.name")) && !common.quiet) {
            terminal.err()
                    .println("There is no display (DISPLAY and WAYLAND_DISPLAY are not set): this is sonde watch.");
        }
        return WatchCommand.show(where, null, terminal);
    }

    static boolean hasDisplay(Map<String, String> environment, String system) {
        return !system.equals("Linux")
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }
}

package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.core.time.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than memory holds, and a file that was taken away: what is missing is said. */
final class UnreadableTest extends OnALoad {
    /** A second or two of it fit. */
    private static final StoreSettings NARROW = new StoreSettings(300_000, Duration.ofSeconds(10));

    private static final String NAME = "live.sonde";

    @TempDir
    private Path folder;

    @BeforeEach
    void openIt() throws Exception {
        open(new BreakableLoad(4_000), new SessionOptions(folder.resolve(NAME), NARROW));
    }

    @Test
    void whatHasLeftMemoryAndIsInNoFileIsSaidToBeGone() throws Exception {
        Files.delete(folder.resolve(NAME));
        await("it to be noticed", () -> session().state().recorder() instanceof RecorderState.Blocked);
        long from = session().store().snapshot().extent().fromNanos();
        await("the first to leave memory", () -> {
            window().workspace().tick();
            return session().hasPast() && session().store().snapshot().extent().fromNanos() > from + 2_000_000_000L;
        });
        goTo(new Window(from, from + 1_000_000_000L));
        await("why", () -> labels().stream().anyMatch(text -> text.startsWith("SD-2024")));
        goTo(session().store().snapshot().extent());
        await("no word of it", () -> labels().stream().noneMatch(text -> text.startsWith("SD-2024")));
        assertThat(labels()).anyMatch(text -> text.startsWith("SD-2023"));
    }

    private void goTo(Window a) throws Exception {
        onFx(() -> {
            window().workspace().go(state -> state.at(new TimeSelection.Fixed(a)));
            return true;
        });
    }
}

package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.ui.bench.LiveLoad;
import dev.sonde.ui.workspace.FxWatch;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** A window on many services that never rest. */
final class UnderLoadTest extends AtTheWindow {
    private static final KeyCode[] VIEWS = {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4};

    @TempDir
    private Path folder;

    @Test
    void theFxThreadNeverComputesForLongOnceEachViewWasOpen() throws Exception {
        SessionOptions options = SessionOptions.defaults().recordingTo(folder.resolve("load.sonde"));
        try (Session session = Session.open(new LiveLoad(200, 5000), options)) {
            open(session, FxToolkit.registerPrimaryStage());
            walk();
            double before = onFx(HostSpeed::slowness);
            FxWatch watch = onFx(FxWatch::start);
            walk();
            watch.close();
            double limit = FxWatch.LIMIT_NANOS * Math.max(before, onFx(HostSpeed::slowness));
            leave();
            // Where the machine has no time for the window, it waits; what it computes itself is its own fault.
            assertThat(watch.stalls()).noneMatch(stall -> stall.cpuNanos() > limit);
        }
    }

    private void walk() throws Exception {
        for (KeyCode view : VIEWS) {
            press(view);
            for (int i = 0; i < 6; i++) {
                onFx(() -> {
                    window().workspace().tick();
                    return true;
                });
                await("all figures", () -> window().workspace().jobs().isIdle());
            }
        }
    }
}

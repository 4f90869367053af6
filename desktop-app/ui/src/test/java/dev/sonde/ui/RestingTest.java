package dev.sonde.ui;

import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.store.Snapshot;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A view that nobody looks at does not keep rows in memory that have left the session's. */
final class RestingTest extends OnALoad {
    private final BreakableLoad source = new BreakableLoad();

    @ParameterizedTest
    @EnumSource(names = {"DIGIT1", "DIGIT2", "DIGIT3", "DIGIT4"})
    void letsGoOfWhatItShowed(KeyCode key) throws Exception {
        open(source, SessionOptions.defaults());
        press(key);
        awaitTicking("rows", () -> window().workspace().moment().snapshot().exchangeCount() > 1000);
        await("its figures", () -> window().workspace().jobs().isIdle());
        WeakReference<Snapshot> shown =
                onFx(() -> new WeakReference<>(window().workspace().moment().snapshot()));
        press(key == KeyCode.DIGIT2 ? KeyCode.DIGIT1 : KeyCode.DIGIT2);
        source.leap(Duration.ofSeconds(40));
        long before = onFx(() -> window().workspace().moment().data().toNanos());
        awaitTicking(
                "later rows",
                () -> window().workspace().moment().data().toNanos() > before + TimeUnit.SECONDS.toNanos(35));
        // Work in the background, such as the map's that is made in advance, has what it works on; and collecting keeps
        // it from ending.
        await("an end of all work", () -> window().workspace().jobs().isIdle());
        awaitTicking("that nobody holds them", () -> {
            System.gc();
            return shown.get() == null;
        });
    }
}

package dev.sonde.ui;

import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.store.Snapshot;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.ui.bench.LiveLoad;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/** A view that nobody looks at does not keep rows in memory that have left the session's. */
final class RestingTest extends AtTheWindow {
    /** A load whose time can leap. */
    private static final class Leaping implements Source {
        private final LiveLoad load = new LiveLoad(10, 400);
        private volatile long nanos;

        @Override
        public SourceInfo info() {
            return load.info();
        }

        @Override
        public void start(SourceListener to) {
            load.start(new SourceListener() {
                @Override
                public void batch(Batch batch) {
                    Batch.Builder later = batch.toBuilder().setBaseNs(batch.getBaseNs() + nanos);
                    to.batch(later.setCompleteUntilNs(batch.getCompleteUntilNs() + nanos)
                            .build());
                }

                @Override
                public void state(SourceState state) {
                    to.state(state);
                }
            });
        }

        @Override
        public void close() {
            load.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIGIT1", "DIGIT2", "DIGIT3", "DIGIT4"})
    void letsGoOfWhatItShowed(KeyCode key) throws Exception {
        Leaping source = new Leaping();
        try (Session session = Session.open(source, SessionOptions.defaults())) {
            open(session, FxToolkit.registerPrimaryStage());
            press(key);
            awaitTicking("rows", () -> window().workspace().moment().snapshot().exchangeCount() > 1000);
            await("its figures", () -> window().workspace().jobs().isIdle());
            WeakReference<Snapshot> shown =
                    onFx(() -> new WeakReference<>(window().workspace().moment().snapshot()));
            press(key == KeyCode.DIGIT2 ? KeyCode.DIGIT1 : KeyCode.DIGIT2);
            source.nanos = TimeUnit.SECONDS.toNanos(40);
            long before = onFx(() -> window().workspace().moment().data().toNanos());
            awaitTicking(
                    "later rows",
                    () -> window().workspace().moment().data().toNanos() > before + TimeUnit.SECONDS.toNanos(35));
            awaitTicking("that nobody holds them", () -> {
                System.gc();
                return shown.get() == null;
            });
            await("what was asked last", () -> window().workspace().jobs().isIdle());
            leave();
        }
    }
}

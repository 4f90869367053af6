package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.ui.bench.LiveLoad;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** A live source that stops: what came stays, and the window says why, and what to do. */
final class StoppedTest extends AtTheWindow {
    private final SondeException killed = new SondeException(
            "SD-2206", "The agent on this machine ended", "It was killed (signal 9).", "Run `sonde doctor`.");

    private final Breakable source = new Breakable();
    private Session session;

    /** A load that breaks when it is told to. */
    private static final class Breakable implements Source {
        private final LiveLoad load = new LiveLoad(10, 400);
        private final AtomicReference<@Nullable SourceListener> listener = new AtomicReference<>();
        private volatile boolean broken;

        @Override
        public SourceInfo info() {
            return load.info();
        }

        @Override
        public void start(SourceListener to) {
            listener.set(to);
            load.start(new SourceListener() {
                @Override
                public void batch(Batch batch) {
                    if (!broken) {
                        to.batch(batch);
                    }
                }

                @Override
                public void state(SourceState state) {
                    if (!broken) {
                        to.state(state);
                    }
                }
            });
        }

        void become(SourceState state) {
            broken = true;
            SourceListener to = listener.get();
            if (to != null) {
                to.state(state);
            }
        }

        @Override
        public void close() {
            load.close();
        }
    }

    @BeforeEach
    void openTheWindow() throws Exception {
        session = Session.open(source, SessionOptions.defaults());
        open(session, FxToolkit.registerPrimaryStage());
        awaitTicking(
                "the services",
                () -> robot.lookup("#services").tryQuery().isPresent()
                        && !grid("services").getItems().isEmpty());
    }

    @AfterEach
    void close() {
        leave();
        session.close();
    }

    @Test
    void whatFailedSaysWhyAndWhatToDoAndWhatCameStays() throws Exception {
        source.become(new SourceState.Failed(killed));
        awaitTicking("the words", () -> labels().stream().anyMatch(text -> text.startsWith("SD-2206")));
        assertThat(labels())
                .anyMatch(text -> text.contains("It was killed (signal 9).")
                        && text.contains("Run `sonde doctor`.")
                        && text.contains("What came before stays"));
        assertThat(labels()).contains("STOPPED");
        assertThat(window().workspace().isLive()).isFalse();
        assertThat(grid("services").getItems()).isNotEmpty();
    }

    @Test
    void whatIsInterruptedSaysThatItIsTriedAgain() throws Exception {
        source.become(new SourceState.Interrupted(killed, 4000));
        awaitTicking("the words", () -> labels().stream().anyMatch(text -> text.startsWith("SD-2206")));
        assertThat(labels()).anyMatch(text -> text.contains("Another agent is being started"));
        assertThat(window().workspace().isLive()).isTrue();
    }

    private void awaitTicking(String what, Callable<Boolean> seen) throws Exception {
        await(what, () -> {
            window().workspace().tick();
            return seen.call();
        });
    }
}

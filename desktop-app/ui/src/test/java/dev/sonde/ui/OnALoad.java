package dev.sonde.ui;

import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.source.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.testfx.api.FxToolkit;

/** Hands and eyes at a window on a session that goes on. */
abstract class OnALoad extends AtTheWindow {
    private @Nullable Session session;

    /** Opens a window on what a source says. */
    final void open(Source source, SessionOptions options) throws Exception {
        Session opened = Session.open(source, options);
        session = opened;
        open(opened, FxToolkit.registerPrimaryStage());
    }

    /** Waits until services are in sight. */
    final void awaitServices() throws Exception {
        awaitTicking(
                "the services",
                () -> robot.lookup("#services").tryQuery().isPresent()
                        && !grid("services").getItems().isEmpty());
    }

    final Session session() {
        return Objects.requireNonNull(session, "nothing was opened");
    }

    @AfterEach
    final void close() {
        leave();
        if (session != null) {
            session.close();
        }
    }
}

package dev.sonde.ui;

import dev.sonde.core.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxToolkit;

/** Hands and eyes at a window on the sample, a shop whose index is dropped and made again. It is on the Overview at first. */
abstract class OnTheSample extends AtTheWindow {
    private Session session;

    @BeforeEach
    final void openTheSample() throws Exception {
        session = RealTraffic.sample();
        open(session, FxToolkit.registerPrimaryStage());
        await("the services", () -> grid("services").getItems().size() == 4);
    }

    @AfterEach
    final void close() {
        leave();
        session.close();
    }
}

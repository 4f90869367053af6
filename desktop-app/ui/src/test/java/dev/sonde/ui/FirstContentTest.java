package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.session.Session;
import dev.sonde.core.settings.SettingsFile;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.settings.Appearance;
import dev.sonde.ui.settings.DesktopWishes;
import dev.sonde.ui.settings.Wishes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.control.Control;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** The first content of the window is made beside the FX thread, which has it to itself from the moment it is shown. */
final class FirstContentTest extends AtTheWindow {
    @TempDir
    private Path folder;

    private Session session;
    private OneWindow one;

    @BeforeEach
    void makeItOnThisThread() throws Exception {
        FxToolkit.registerPrimaryStage();
        Wishes wishes = onFx(DesktopWishes::new);
        session = RealTraffic.sample();
        one = new OneWindow(
                new NothingToOpen(), wishes, new Appearance.Kept(new SettingsFile(folder)), folder.resolve("state"));
        one.fill(Optional.of(new Opening(session, "")), 1400, 900);
    }

    @AfterEach
    void close() throws Exception {
        onFx(() -> {
            one.close();
            return true;
        });
    }

    @Test
    void itsControlsHaveTheirSkinsBeforeItIsShown() {
        assertThat(one.window().scene().getRoot().lookupAll(".label"))
                .isNotEmpty()
                .allSatisfy(label -> assertThat(((Control) label).getSkin()).isNotNull());
    }

    @Test
    void whatIsComputedForItWaitsUntilItIsShown() throws Exception {
        CountDownLatch computed = new CountDownLatch(1);
        AtomicBoolean came = new AtomicBoolean();
        one.window()
                .workspace()
                .jobs()
                .submit(
                        "test",
                        job -> {
                            computed.countDown();
                            return true;
                        },
                        came::set);
        assertThat(computed.await(20, TimeUnit.SECONDS)).isTrue();
        settle();
        assertThat(came).isFalse();
        assertThat(services().getItems()).isEmpty();

        Stage stage = FxToolkit.registerPrimaryStage();
        onFx(() -> {
            one.show(stage);
            stage.show();
            return true;
        });
        await("the services", () -> !services().getItems().isEmpty() && came.get());
    }

    private TableView<?> services() {
        return (TableView<?>) one.window().scene().lookup("#services");
    }
}

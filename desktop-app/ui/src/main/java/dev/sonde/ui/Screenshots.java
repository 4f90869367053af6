package dev.sonde.ui;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import dev.sonde.core.store.Grain;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.desk.Openings;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.shell.Views;
import dev.sonde.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Makes pictures of views without a display. Called from any thread but the FX thread. */
public final class Screenshots {
    private static boolean started;

    private Screenshots() {}

    /**
     * What a picture shows.
     *
     * @param view name of the view
     * @param size in pixels
     * @param theme name of the theme
     * @param filter filter expression, or empty
     * @param grain how finely those who talk are told apart
     * @param select what is selected in the view, or empty
     */
    public record Shot(String view, Size size, String theme, String filter, Grain grain, String select) {}

    /** Width and height in pixels. */
    public record Size(int width, int height) {}

    /**
     * Makes a picture of a session that has been read.
     *
     * @param openings asked what pages show; it opens nothing
     * @throws SondeException SD-4001 for a view that does not exist, SD-4002 when the file can't be written, or what the
     *     filter has to say
     */
    public static void make(Session session, Openings openings, Shot shot, Path file) throws InterruptedException {
        boolean known =
                Views.PLACES.stream().anyMatch(place -> place.name().toString().equals(shot.view()));
        if (!known) {
            throw new SondeException(
                    "SD-4001",
                    "There is no view " + shot.view(),
                    "",
                    "Take one of "
                            + Views.PLACES.stream()
                                    .map(place -> place.name().toString())
                                    .toList() + ".");
        }
        Filter filter = Filter.parse(shot.filter());
        startToolkit();
        AtomicReference<@Nullable WritableImage> image = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                image.set(paint(session, openings, shot, filter));
            } catch (RuntimeException | Error e) {
                failure.set(e);
            } finally {
                done.countDown();
            }
        });
        done.await();
        WritableImage picture = image.get();
        if (picture == null) {
            throw new IllegalStateException("The picture can't be painted", failure.get());
        }
        try {
            PngFile.write(picture, file);
        } catch (IOException e) {
            throw new SondeException(
                    "SD-4002",
                    "The picture can't be written to " + file,
                    String.valueOf(e.getMessage()),
                    "Name a file in a directory that you may write to.",
                    e);
        }
    }

    /** Everything runs on one thread here, so that the picture is complete when it is taken. */
    private static WritableImage paint(Session session, Openings openings, Shot shot, Filter filter) {
        Jobs jobs = new Jobs(Runnable::run, Runnable::run, (job, error) -> {
            throw new IllegalStateException("Job " + job.key() + " failed", error);
        });
        MainWindow window = new MainWindow(
                new Desk(openings, jobs, next -> {}),
                new Workspace(session, jobs, Look.named(shot.theme()), ""),
                shot.size().width(),
                shot.size().height());
        ViewName view = ViewName.valueOf(shot.view().toUpperCase(Locale.ROOT));
        Stage stage = new Stage();
        stage.setScene(window.scene());
        window.workspace()
                .go(state -> state.by(shot.grain()).in(view).where(filter).selecting(shot.select()));
        window.focus();
        WritableImage picture = null;
        // The first pass makes the skins, the second lays out what they made.
        for (int pass = 0; pass < 3; pass++) {
            window.scene().getRoot().applyCss();
            window.scene().getRoot().layout();
            picture = window.scene()
                    .snapshot(new WritableImage(shot.size().width(), shot.size().height()));
        }
        stage.close();
        return Objects.requireNonNull(picture);
    }

    private static synchronized void startToolkit() throws InterruptedException {
        if (started) {
            return;
        }
        started = true;
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        Platform.setImplicitExit(false);
        ready.await();
    }
}

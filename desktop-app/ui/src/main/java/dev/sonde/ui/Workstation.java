package dev.sonde.ui;

import dev.sonde.core.settings.SettingsFile;
import dev.sonde.core.settings.UserFolders;
import dev.sonde.themes.Icon;
import dev.sonde.themes.Token;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import dev.sonde.ui.layout.StageKeeper;
import dev.sonde.ui.layout.WindowPlace;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.settings.Appearance;
import dev.sonde.ui.settings.DesktopWishes;
import dev.sonde.ui.settings.UiScale;
import dev.sonde.ui.settings.Wishes;
import dev.sonde.ui.workspace.FxWatch;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window as a process: one window, in which one session after the other is shown. */
public final class Workstation extends Application {
    private static @Nullable Start begin;
    private static Appearance.@Nullable Kept kept;

    /** What the toolkit only says on its own thread, which makes this. */
    private final Wishes wishes = new DesktopWishes();

    private @Nullable FxWatch watch;
    private @Nullable OneWindow window;

    /** For {@link Application#launch}. */
    public Workstation() {}

    /**
     * What the window begins with.
     *
     * @param openings opens what is shown later, and closes everything
     * @param first what is shown first, or empty for the page to begin from
     * @param folders where settings and layout are kept
     * @param tour whether a tour is offered to who has not dismissed it
     */
    public record Start(Openings openings, Optional<Opening> first, UserFolders folders, boolean tour) {
        /** Without a tour. */
        public Start(Openings openings, Optional<Opening> first, UserFolders folders) {
            this(openings, first, folders, false);
        }
    }

    /** Opens the window; returns when it was closed. Called once, on the main thread. */
    public static void open(Start what) {
        begin = what;
        Appearance.Kept settings =
                new Appearance.Kept(new SettingsFile(what.folders().settings()));
        kept = settings;
        UiScale.prepare(settings.settings());
        launch(Workstation.class);
    }

    /** Makes the first content here, as this is not the FX thread, and nothing is on the screen yet. */
    @Override
    public void init() {
        OneWindow made = new OneWindow(
                start().openings(), wishes, settings(), start().folders().state());
        WindowPlace place = StageKeeper.found(made.layout());
        made.fill(start().first(), place.width(), place.height());
        window = made;
    }

    private static Start start() {
        Start what = begin;
        if (what == null) {
            throw new IllegalStateException("Workstation.open says what to show");
        }
        return what;
    }

    private static Appearance.Kept settings() {
        return Objects.requireNonNull(kept, "Workstation.open reads them");
    }

    @Override
    public void start(Stage stage) {
        Start what = start();
        FxWatch watching = FxWatch.start();
        watch = watching;
        OneWindow made = Objects.requireNonNull(window, "init made it");
        StageKeeper.place(stage, made.layout());
        made.show(stage);
        Scene scene = stage.getScene();
        // In steps, between which the FX thread answers.
        Platform.runLater(() -> {
            stage.show();
            StartTimes.watch(scene, watching);
            made.window().focus();
            if (what.tour()) {
                made.window().offerTour();
            }
            Platform.runLater(() -> stage.getIcons().add(icon()));
        });
    }

    @Override
    public void stop() {
        if (watch != null) {
            watch.close();
        }
        if (window != null) {
            window.close();
        }
    }

    private static WritableImage icon() {
        Look look = Look.named("dark");
        StackPane sign = new StackPane(Icons.of(Icon.SONDE, 52, "sd-accent"));
        Scene scene = new Scene(sign, 64, 64);
        look.dress(scene);
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(look.colour(Token.SURFACE_RAISED));
        return sign.snapshot(parameters, null);
    }
}

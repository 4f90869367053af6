package dev.sonde.ui;

import dev.sonde.themes.Icon;
import dev.sonde.themes.Token;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.workspace.FxWatch;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window as a process: one window, in which one session after the other is shown. */
public final class Workstation extends Application {
    private static @Nullable Start begin;

    private @Nullable FxWatch watch;
    private @Nullable Look firstLook;
    private @Nullable OneWindow window;

    /** For {@link Application#launch}. */
    public Workstation() {}

    /**
     * What the window begins with.
     *
     * @param openings opens what is shown later, and closes everything
     * @param first what is shown first, or empty for the page to begin from
     * @param theme name of the theme
     */
    public record Start(Openings openings, Optional<Opening> first, String theme) {}

    /** Opens the window; returns when it was closed. Called once, on the main thread. */
    public static void open(Start what) {
        begin = what;
        launch(Workstation.class);
    }

    @Override
    public void init() {
        // The fonts are loaded here, as this is not the FX thread.
        firstLook = Look.named(start().theme());
    }

    private static Start start() {
        Start what = begin;
        if (what == null) {
            throw new IllegalStateException("Workstation.open says what to show");
        }
        return what;
    }

    @Override
    public void start(Stage stage) {
        Start what = start();
        FxWatch watching = FxWatch.start();
        watch = watching;
        Look look = firstLook == null ? Look.named(what.theme()) : firstLook;
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        double width = Math.min(1600, room.getWidth());
        double height = Math.min(1000, room.getHeight());
        stage.setMinWidth(Math.min(1100, width));
        stage.setMinHeight(Math.min(700, height));
        OneWindow made = new OneWindow(stage, what.openings());
        window = made;
        made.fill(what.first(), look, width, height);
        Scene scene = stage.getScene();
        // In steps, between which the FX thread answers.
        Platform.runLater(() -> {
            stage.show();
            StartTimes.watch(scene, watching);
            made.window().focus();
            Platform.runLater(() -> stage.getIcons().add(icon(look)));
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

    private static WritableImage icon(Look look) {
        StackPane sign = new StackPane(Icons.of(Icon.SONDE, 52, "sd-accent"));
        Scene scene = new Scene(sign, 64, 64);
        look.dress(scene);
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(look.colour(Token.SURFACE_RAISED));
        return sign.snapshot(parameters, null);
    }
}

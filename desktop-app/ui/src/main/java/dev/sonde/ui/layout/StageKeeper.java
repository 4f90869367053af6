package dev.sonde.ui.layout;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Puts the window where it stood, and remembers where it stands. Owned by the FX thread. */
public final class StageKeeper {
    private static final String PLACE = "window.place";
    private static final String MAXIMISED = "window.maximised";
    private static final double FIRST_WIDTH = 1600;
    private static final double FIRST_HEIGHT = 1000;
    private static final double LEAST_WIDTH = 1100;
    private static final double LEAST_HEIGHT = 700;

    private StageKeeper() {}

    /** Where the stage will be. On any thread. */
    public static WindowPlace found(LayoutKeeper layout) {
        List<WindowPlace> screens = screens();
        return layout.value(PLACE)
                .flatMap(WindowPlace::read)
                .map(known -> known.inSight(screens))
                .orElseGet(() -> WindowPlace.middle(screens.getFirst(), FIRST_WIDTH, FIRST_HEIGHT));
    }

    /** Places the stage before it is shown. */
    public static void place(Stage stage, LayoutKeeper layout) {
        WindowPlace place = found(layout);
        WindowPlace first = of(Screen.getPrimary());
        stage.setMinWidth(Math.min(LEAST_WIDTH, first.width()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, first.height()));
        stage.setX(place.x());
        stage.setY(place.y());
        stage.setWidth(place.width());
        stage.setHeight(place.height());
        stage.setMaximized(layout.value(MAXIMISED).orElse("").equals("yes"));
        Runnable moved = () -> remember(stage, layout);
        stage.xProperty().subscribe(moved);
        stage.yProperty().subscribe(moved);
        stage.widthProperty().subscribe(moved);
        stage.heightProperty().subscribe(moved);
        stage.maximizedProperty().subscribe(moved);
    }

    /** Where it stands while it is maximised is no place to go back to. */
    private static void remember(Stage stage, LayoutKeeper layout) {
        if (!stage.isShowing() || stage.isIconified()) {
            return;
        }
        layout.put(MAXIMISED, stage.isMaximized() ? "yes" : "no");
        if (!stage.isMaximized() && !stage.isFullScreen()) {
            layout.put(PLACE, new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()).text());
        }
    }

    /** The first one first. */
    private static List<WindowPlace> screens() {
        List<WindowPlace> screens = new ArrayList<>();
        screens.add(of(Screen.getPrimary()));
        for (Screen screen : Screen.getScreens()) {
            if (!screen.equals(Screen.getPrimary())) {
                screens.add(of(screen));
            }
        }
        return screens;
    }

    private static WindowPlace of(Screen screen) {
        Rectangle2D room = screen.getVisualBounds();
        return new WindowPlace(room.getMinX(), room.getMinY(), room.getWidth(), room.getHeight());
    }
}

package dev.sonde.ui.map;

import dev.sonde.core.job.Jobs;
import dev.sonde.themes.Token;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.map.Picture.DrawnEdge;
import dev.sonde.ui.map.Picture.DrawnIsland;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.Scenery.Emphasis;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.tip.Tips;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * The map itself: a picture, seen through a camera. What arrives never moves it: only the user does, and a change of its size
 * while all of it is in sight. It is painted in the background; until the new painting is there, the last one is moved to
 * where it belongs. Owned by the FX thread.
 */
final class MapCanvas extends Region {
    /** Where the legend and the small map stand; what is fitted keeps clear of it. */
    private static final double FOOT = 86;

    private static final double GLIDE_MILLIS = 160;
    private static final double RELAYOUT_MILLIS = 200;
    /** More nodes than this jump: finding the ways of their edges for each frame would take longer than a frame. */
    private static final int MOST_MOVED = 300;

    private final Look look;
    private final Darkroom darkroom;
    private final ImageView map = new ImageView();
    private final ImageView over = new ImageView();
    private final ImageView legend = new ImageView();
    private final ImageView minimap = new ImageView();
    private final Glide glide;
    private Consumer<@Nullable Camera> onSettled = camera -> {};
    private Picture picture = Picture.EMPTY;
    private @Nullable Picture before;
    private double share = 1;
    private Camera camera = new Camera(0, 0, 1);
    private boolean fitted = true;
    private boolean compared;
    private Box screen = new Box(0, 0, 1, 1);
    private Emphasis emphasis = Emphasis.NONE;
    private Frame.Label label = Frame.OWN.label();
    private Darkroom.@Nullable Print print;
    private @Nullable Pointed pointed;
    private @Nullable Pointed laid;
    private boolean stale;

    /** Painted by jobs of its own. */
    MapCanvas(Look look, Jobs painting) {
        this.look = look;
        glide = new Glide(look);
        darkroom = new Darkroom(painting, this::show, this::show);
        setId("map");
        setMinSize(0, 0);
        setFocusTraversable(true);
        setAccessibleText("Map");
        over.setId("map-pointed");
        for (ImageView view : new ImageView[] {map, over, legend, minimap}) {
            view.setManaged(false);
            view.setMouseTransparent(true);
        }
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        getChildren().addAll(map, over, legend, minimap);
        ground();
        look.onChange(() -> {
            ground();
            repaint();
        });
    }

    /** What lies under it is not painted: nothing shows through. */
    private void ground() {
        setBackground(Background.fill(look.colour(Token.SURFACE_INSET)));
    }

    /** Tells of a camera that has come to rest; null is all of the map. */
    void onSettled(Consumer<@Nullable Camera> listener) {
        onSettled = listener;
    }

    /** Shows a picture; {@code moving} lets nodes glide to new places, after a wish of the user. */
    void show(Picture next, boolean withBaseline, boolean moving) {
        Picture last = picture;
        boolean first = last.nodes().isEmpty();
        picture = next;
        compared = withBaseline;
        before = null;
        share = 1;
        if (first && fitted) {
            glide.stop();
            camera = fitting();
        } else if (moving && !first) {
            boolean moves = next.nodes().size() <= MOST_MOVED;
            Camera from = camera;
            Camera to = fitted ? fitting() : camera;
            glide.run(RELAYOUT_MILLIS, now -> {
                before = moves && now < 1 ? last : null;
                share = now;
                camera = to.from(from, now);
                repaint();
            });
        }
        repaint();
        Tips.refresh(this);
    }

    /** The picture. */
    Picture picture() {
        return picture;
    }

    /** What is in sight. */
    Camera camera() {
        return camera;
    }

    /** What stands out. */
    Emphasis emphasis() {
        return emphasis;
    }

    void emphasize(Emphasis other) {
        boolean same = other.unpointed().equals(emphasis.unpointed());
        boolean pointsElsewhere = !other.hovered().equals(emphasis.hovered());
        emphasis = other;
        if (!same) {
            repaint();
        } else if (pointsElsewhere) {
            point();
            place();
        }
    }

    void label(Frame.Label other) {
        if (other != label) {
            label = other;
            repaint();
        }
    }

    /** Says in words what is selected. */
    void say(String words) {
        if (!words.equals(getAccessibleText())) {
            setAccessibleText(words);
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }

    /** Where something of the map is on the screen. */
    Bounds onScreen(Box world) {
        Box place = camera.on(world, screen);
        return new BoundingBox(place.x(), place.y(), place.width(), place.height());
    }

    /** The node under a point of the screen, or null. */
    @Nullable
    DrawnNode nodeAt(double x, double y) {
        return picture.nodeAt(camera.worldX(x, screen.width()), camera.worldY(y, screen.height()));
    }

    /** The island whose title is under a point of the screen, or null. */
    @Nullable
    DrawnIsland titleAt(double x, double y) {
        return picture.titleAt(camera.worldX(x, screen.width()), camera.worldY(y, screen.height()));
    }

    /** The edge under a point of the screen, or null. */
    @Nullable
    DrawnEdge edgeAt(double x, double y) {
        double worldX = camera.worldX(x, screen.width());
        double worldY = camera.worldY(y, screen.height());
        return picture.edgeAt(worldX, worldY, 7 / camera.zoom());
    }

    /** The small map. */
    Minimap minimap() {
        return new Minimap(picture.bounds(), screen);
    }

    /** The size of the screen. */
    Box screen() {
        return screen;
    }

    /** Shows all of it. */
    void fit(boolean gliding) {
        fitted = true;
        move(fitting(), gliding);
        onSettled.accept(null);
    }

    /** Looks elsewhere, now; {@link #settle()} says that it is there to stay. */
    void look(Camera next) {
        fitted = false;
        glide.stop();
        camera = next;
        repaint();
    }

    /** Looks elsewhere, gliding there. */
    void glide(Camera next) {
        fitted = false;
        move(next, true);
        onSettled.accept(next);
    }

    /** The camera has come to rest. */
    void settle() {
        onSettled.accept(fitted ? null : camera);
    }

    /** What a link or a step back says; null is all of the map. */
    void restore(@Nullable Camera wanted) {
        boolean same = wanted == null ? fitted : !fitted && wanted.text().equals(camera.text());
        if (!same) {
            fitted = wanted == null;
            move(wanted == null ? fitting() : wanted, true);
        }
    }

    /** Brings something into sight, should it not be. */
    void reveal(Box world) {
        Box sight = camera.sight(screen.width(), screen.height()).grown(-20 / camera.zoom());
        if (!sight.contains(world.x(), world.y()) || !sight.contains(world.right(), world.bottom())) {
            double zoom = Math.max(camera.zoom(), NodePainter.WHOLE);
            glide(new Camera(world.centreX(), world.centreY(), zoom));
        }
    }

    private void move(Camera to, boolean gliding) {
        Camera from = camera;
        if (!gliding || picture.nodes().isEmpty()) {
            glide.stop();
            camera = to;
            repaint();
            return;
        }
        glide.run(GLIDE_MILLIS, share -> {
            camera = to.from(from, share);
            repaint();
        });
    }

    private Camera fitting() {
        double foot = screen.height() > 3 * FOOT ? FOOT : 0;
        Camera above = Camera.fitting(picture.bounds(), screen.width(), screen.height() - foot);
        return new Camera(above.x(), above.y() + foot / 2 / above.zoom(), above.zoom());
    }

    private void repaint() {
        stale = true;
        place();
        setNeedsLayout(true);
    }

    @Override
    protected void layoutChildren() {
        Box now = new Box(0, 0, Math.max(1, Math.floor(getWidth())), Math.max(1, Math.floor(getHeight())));
        if (!now.equals(screen)) {
            double wider = now.width() - screen.width();
            screen = now;
            stale = true;
            if (fitted) {
                glide.stop();
                camera = fitting();
            } else if (wider != 0) {
                // What is at the left stays there when the inspector opens.
                camera = camera.dragged(-wider / 2, 0);
            }
        }
        if (stale) {
            stale = false;
            develop();
        }
        place();
    }

    private void develop() {
        darkroom.develop(shot(emphasis.unpointed()));
        point();
    }

    private void point() {
        if (!emphasis.hovered().isEmpty() && before == null) {
            darkroom.point(shot(emphasis));
        }
    }

    private Darkroom.Shot shot(Emphasis of) {
        Window window = getScene() == null ? null : getScene().getWindow();
        double scale = window == null ? 1 : Math.max(1, window.getRenderScaleX());
        return new Darkroom.Shot(
                new Darkroom.Motif(picture, before, share, label, compared),
                new Darkroom.View(camera, screen, scale),
                of,
                look.palette());
    }

    private void show(Optional<Pointed> next) {
        pointed = next.orElse(null);
        place();
    }

    private void show(Darkroom.Print next) {
        print = next;
        map.setImage(next.map().image());
        legend.setImage(next.legend().image());
        minimap.setImage(next.minimap().image());
        place();
    }

    /** Puts what is painted to where it belongs by now. */
    private void place() {
        if (print == null) {
            return;
        }
        Box place = print.placed(camera, screen);
        put(map, place);
        placePointed(print.view());
        corner(legend, Legend.frame(screen), Legend.fits(screen));
        corner(minimap, minimap().frame(), !picture.nodes().isEmpty());
    }

    private void placePointed(Darkroom.View shown) {
        Pointed now = pointed;
        Box place = now == null || !now.id().equals(emphasis.hovered()) ? null : now.placed(camera, screen);
        boolean fits = place != null && shown.camera().zoom() == camera.zoom() && before == null;
        over.setVisible(fits);
        // What is out of sight stays as it is: a pulse in which only such things change paints the whole window.
        if (now != null && place != null && fits) {
            if (!now.equals(laid)) {
                laid = now;
                over.setImage(now.film().image());
            }
            put(over, place);
        }
    }

    /** By translation, which asks for no layout. */
    private static void put(ImageView view, Box place) {
        view.setFitWidth(place.width());
        view.setFitHeight(place.height());
        view.setTranslateX(place.x());
        view.setTranslateY(place.y());
    }

    private static void corner(ImageView view, Box frame, boolean visible) {
        view.setVisible(visible);
        put(view, frame.at(Math.rint(frame.x()), Math.rint(frame.y())));
    }
}

package dev.sonde.ui.map;

import dev.sonde.ui.chart.PaintedRegion;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.map.Picture.DrawnEdge;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.Scenery.Emphasis;
import dev.sonde.ui.map.layout.Box;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/**
 * The map itself: a picture, seen through a camera. What arrives never moves it: only the user does, and a change of its size
 * while all of it is in sight. Owned by the FX thread.
 */
final class MapCanvas extends PaintedRegion {
    /** Where the legend and the small map stand; what is fitted keeps clear of it. */
    private static final double FOOT = 86;

    private static final double GLIDE_MILLIS = 160;
    private static final double RELAYOUT_MILLIS = 200;
    /** More nodes than this jump: finding the ways of their edges for each frame would take longer than a frame. */
    private static final int MOST_MOVED = 300;

    private final Texts texts = new Texts();
    private final MapTip tip;
    private final Glide glide = new Glide();
    private Consumer<@Nullable Camera> onSettled = camera -> {};
    private Picture picture = Picture.EMPTY;
    private @Nullable Picture between;
    private Camera camera = new Camera(0, 0, 1);
    private boolean fitted = true;
    private boolean compared;
    private Box screen = new Box(0, 0, 1, 1);
    private Emphasis emphasis = Emphasis.NONE;
    private Frame.Label label = Frame.OWN.label();
    private LabelPlan plan = LabelPlan.NONE;
    private @Nullable Object planned;

    MapCanvas(Look look) {
        super(look);
        tip = new MapTip();
        setId("map");
        setMinSize(0, 0);
        setFocusTraversable(true);
        setAccessibleText("Map");
        getChildren().add(tip);
        focusedProperty().subscribe(() -> emphasize(emphasis));
    }

    /** Tells of a camera that has come to rest; null is all of the map. */
    void onSettled(Consumer<@Nullable Camera> listener) {
        onSettled = listener;
    }

    /** Shows a picture; {@code moving} lets nodes glide to new places, after a wish of the user. */
    void show(Picture next, boolean withBaseline, boolean moving) {
        Picture before = picture;
        boolean first = before.nodes().isEmpty();
        picture = next;
        compared = withBaseline;
        between = null;
        planned = null;
        if (first && fitted) {
            glide.stop();
            camera = fitting();
        } else if (moving && !first) {
            boolean moves = next.nodes().size() <= MOST_MOVED;
            Camera from = camera;
            Camera to = fitted ? fitting() : camera;
            glide.run(RELAYOUT_MILLIS, share -> {
                between = moves && share < 1 ? next.from(before, share) : null;
                camera = to.from(from, share);
                planned = null;
                repaint();
            });
        }
        repaint();
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
        Emphasis next = new Emphasis(other.selected(), other.hovered(), other.related(), other.found(), isFocused());
        if (!next.equals(emphasis)) {
            emphasis = next;
            repaint();
        }
    }

    void label(Frame.Label other) {
        if (other != label) {
            label = other;
            planned = null;
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

    /** The tooltip. */
    MapTip tip() {
        return tip;
    }

    /** The node under a point of the screen, or null. */
    @Nullable
    DrawnNode nodeAt(double x, double y) {
        return picture.nodeAt(camera.worldX(x, screen.width()), camera.worldY(y, screen.height()));
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

    @Override
    protected void layoutChildren() {
        Box now = new Box(0, 0, Math.max(1, Math.floor(getWidth())), Math.max(1, Math.floor(getHeight())));
        if (!now.equals(screen)) {
            double wider = now.width() - screen.width();
            screen = now;
            if (fitted) {
                glide.stop();
                camera = fitting();
            } else if (wider != 0) {
                // What is at the left stays there when the inspector opens.
                camera = camera.dragged(-wider / 2, 0);
            }
        }
        super.layoutChildren();
        tip.autosize();
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        Picture now = between == null ? picture : between;
        Object key = List.of(now, camera.zoom(), label);
        if (!Objects.equals(key, planned)) {
            planned = key;
            plan = between == null ? LabelPlan.of(now, camera.zoom(), label, plan) : LabelPlan.NONE;
        }
        Scenery scenery = new Scenery(g, look(), texts, camera, screen, emphasis);
        MapPainter.paint(scenery, now, plan);
        Legend.paint(scenery, compared);
        if (!now.nodes().isEmpty()) {
            minimap().paint(scenery, now);
        }
    }
}

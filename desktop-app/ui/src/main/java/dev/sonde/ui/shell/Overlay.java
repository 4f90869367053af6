package dev.sonde.ui.shell;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Holds at most one thing above the window: a list of completions, a detail, the keys. Owned by the FX thread. */
final class Overlay extends Pane {
    private static final double GAP = 4;
    private static final double TOP = 72;

    private @Nullable Region shown;
    private @Nullable Node anchor;
    private boolean above;
    private boolean atTop;

    Overlay() {
        setPickOnBounds(false);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
            }
        });
    }

    /** Shows something under, or above, what it belongs to. */
    void show(Region content, Node at, boolean aboveIt) {
        anchor = at;
        above = aboveIt;
        put(content);
    }

    /** Shows something in the middle. */
    void showCentred(Region content) {
        anchor = null;
        atTop = false;
        put(content);
    }

    /** Shows something in the middle of the upper part. */
    void showAtTop(Region content) {
        anchor = null;
        atTop = true;
        put(content);
    }

    /** Says whether this is shown. */
    boolean shows(Region content) {
        return content.equals(shown);
    }

    /** Closes what is shown; says whether there was something. */
    boolean close() {
        boolean was = shown != null;
        shown = null;
        getChildren().clear();
        return was;
    }

    private void put(Region content) {
        shown = content;
        getChildren().setAll(content);
        requestLayout();
    }

    private void pressed(MouseEvent event) {
        Region content = shown;
        if (content == null) {
            return;
        }
        boolean inside = content.contains(content.sceneToLocal(event.getSceneX(), event.getSceneY()));
        boolean onAnchor = anchor != null && anchor.contains(anchor.sceneToLocal(event.getSceneX(), event.getSceneY()));
        if (!inside && !onAnchor) {
            close();
        }
    }

    @Override
    protected void layoutChildren() {
        Region content = shown;
        if (content == null) {
            return;
        }
        double width = Math.min(content.prefWidth(-1), getWidth() - 2 * GAP);
        double height = Math.min(content.prefHeight(width), getHeight() - 2 * GAP);
        double x = (getWidth() - width) / 2;
        double y = atTop ? Math.min(TOP, (getHeight() - height) / 2) : (getHeight() - height) / 2;
        if (anchor != null) {
            Bounds at = sceneToLocal(anchor.localToScene(anchor.getLayoutBounds()));
            x = Math.clamp(at.getMinX(), GAP, Math.max(GAP, getWidth() - width - GAP));
            y = above ? at.getMinY() - height - GAP : at.getMaxY() + GAP;
        }
        content.resizeRelocate(Math.rint(x), Math.rint(y), Math.rint(width), Math.rint(height));
    }
}

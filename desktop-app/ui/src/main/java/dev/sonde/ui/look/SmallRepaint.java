package dev.sonde.ui.look;

import com.sun.javafx.scene.NodeHelper;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/**
 * Keeps JavaFX from painting the whole window when nothing that shows has changed.
 *
 * <p>A style class or a pseudo class that changes makes the root dirty, and so does something that gets in and out of sight. Where
 * that ends in no visible change (a clip that is made while a table is laid out, a pointer that passes a row, something that was
 * shown and hidden again between two pulses), no region is dirty, and the painter then takes everything for dirty
 * (com.sun.javafx.tk.quantum.ViewPainter.paintImpl of JavaFX 26): 20 to 60 ms where the processor paints. A pixel that changes
 * with each such pulse leaves it at a pixel. Owned by the FX thread.
 */
public final class SmallRepaint {
    private static final Color ONE = Color.rgb(0, 0, 0, 0.004);
    private static final Color OTHER = Color.rgb(1, 1, 1, 0.004);

    private final Rectangle pixel = new Rectangle(1, 1, ONE);
    private boolean watching;
    private boolean dirty;
    private boolean other;

    /** The pixel, to be put into the root of a scene before the scene is made. */
    public Rectangle pixel() {
        return pixel;
    }

    /** Watches the pulses of a scene, as soon as it is in a window. */
    public void watch(Scene scene) {
        pixel.setManaged(false);
        pixel.setMouseTransparent(true);
        scene.windowProperty().subscribe(window -> {
            if (window != null && !watching) {
                watching = true;
                listen(scene);
            }
        });
    }

    private void listen(Scene scene) {
        scene.addPreLayoutPulseListener(() -> dirty = isDirty(scene));
        scene.addPostLayoutPulseListener(() -> {
            if (dirty || isDirty(scene)) {
                other = !other;
                pixel.setFill(other ? OTHER : ONE);
            }
        });
    }

    private static boolean isDirty(Scene scene) {
        return !NodeHelper.isDirtyEmpty(scene.getRoot());
    }
}

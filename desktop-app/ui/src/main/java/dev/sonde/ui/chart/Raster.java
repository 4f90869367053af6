package dev.sonde.ui.chart;

import java.nio.IntBuffer;
import javafx.scene.Scene;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/**
 * What charts put their data on: lines over time, the ground under them, and rectangles. Where the processor paints, the
 * renderer of shapes takes many times as long for them. Two images take turns: one may be on its way to the screen while the
 * other is painted. Owned by the FX thread.
 */
public final class Raster {
    /** How wide lines of charts are. */
    public static final double LINE = 1.4;

    private Plate plate = new Plate(1, 1);
    private Plate other = new Plate(1, 1);
    private double left;
    private double top;
    private double scale = 1;
    private boolean fresh;

    /** Begins with an empty raster. */
    public Raster() {}

    /** An image and who paints it. */
    private static final class Plate {
        private final Ink ink;
        private final PixelBuffer<IntBuffer> buffer;
        private final WritableImage image;

        Plate(int across, int down) {
            ink = new Ink(across, down);
            buffer = new PixelBuffer<>(across, down, IntBuffer.wrap(ink.pixels()), PixelFormat.getIntArgbPreInstance());
            image = new WritableImage(buffer);
        }
    }

    /** Begins a painting, empty, of a rectangle of a chart. */
    public void begin(GraphicsContext g, double x, double y, double width, double height) {
        left = Math.floor(x);
        top = Math.floor(y);
        Scene scene = g.getCanvas().getScene();
        scale = scene == null || scene.getWindow() == null
                ? 1
                : Math.max(1, scene.getWindow().getRenderScaleX());
        int across = (int) Math.max(1, Math.ceil((x + width - left) * scale));
        int down = (int) Math.max(1, Math.ceil((y + height - top) * scale));
        Plate next = other.ink.fits(across, down) ? other : new Plate(across, down);
        other = plate;
        plate = next;
        plate.ink.begin(left, top, scale);
        fresh = true;
    }

    /** A line through the points of a path. */
    public void line(Path path, Color colour, double width) {
        plate.ink.line(path, colour, width);
    }

    /** The same in dashes. */
    public void dashes(Path path, Color colour, double width) {
        plate.ink.dashes(path, colour, width);
    }

    /** The ground between a path and a height below it. */
    public void area(Path path, double bottom, Color colour) {
        plate.ink.area(path, bottom, colour);
    }

    /** A rectangle. */
    public void rectangle(double x, double y, double width, double height, Color colour) {
        plate.ink.rectangle(x, y, width, height, colour);
    }

    /** Puts what was painted into the chart, where it belongs. */
    public void draw(GraphicsContext g) {
        if (fresh) {
            fresh = false;
            plate.buffer.updateBuffer(buffer -> null);
        }
        g.drawImage(plate.image, left, top, plate.image.getWidth() / scale, plate.image.getHeight() / scale);
    }
}

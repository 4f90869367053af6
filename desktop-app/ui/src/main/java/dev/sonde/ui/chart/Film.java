package dev.sonde.ui.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** One image that {@link Sheet}s are painted on and the window shows, without a copy between the two. */
public final class Film {
    private final double width;
    private final double height;
    private final double scale;
    private final BufferedImage painted;
    private final PixelBuffer<IntBuffer> pixels;
    private final WritableImage shown;

    /**
     * An empty one.
     *
     * @param width in logical pixels
     * @param scale pixels of the image for each logical pixel
     */
    public Film(double width, double height, double scale) {
        this.width = width;
        this.height = height;
        this.scale = scale;
        int across = (int) Math.max(1, Math.ceil(width * scale));
        int down = (int) Math.max(1, Math.ceil(height * scale));
        painted = new BufferedImage(across, down, BufferedImage.TYPE_INT_ARGB_PRE);
        int[] data = ((DataBufferInt) painted.getRaster().getDataBuffer()).getData();
        pixels = new PixelBuffer<>(across, down, IntBuffer.wrap(data), PixelFormat.getIntArgbPreInstance());
        shown = new WritableImage(pixels);
    }

    /** Says whether it has that size. */
    public boolean fits(double otherWidth, double otherHeight, double otherScale) {
        return width == otherWidth && height == otherHeight && scale == otherScale;
    }

    /** Paints it anew, on any thread; nobody shows it meanwhile. */
    public void paint(Consumer<Sheet> painter) {
        Sheet sheet = new Sheet(painted, scale);
        sheet.clear(width, height);
        painter.accept(sheet);
        sheet.done();
    }

    /** What was painted. On the FX thread. */
    public Image image() {
        pixels.updateBuffer(buffer -> null);
        return shown;
    }
}

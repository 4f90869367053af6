import dev.sonde.themes.Icon;
import dev.sonde.themes.Theme;
import dev.sonde.themes.Themes;
import dev.sonde.themes.Token;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.transform.Scale;
import javax.imageio.ImageIO;

/** Writes Sonde's sign as the picture that file managers and menus show: IconPicture FILE.png. */
public final class IconPicture {
    private static final int SIZE = 512;
    private static final double GRID = 24, MARGIN = 4;

    private IconPicture() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch painted = new CountDownLatch(1);
        WritableImage[] picture = new WritableImage[1];
        Platform.startup(() -> {
            picture[0] = paint();
            painted.countDown();
        });
        painted.await();
        ImageIO.write(buffered(picture[0]), "png", Path.of(arguments[0]).toFile());
        Platform.exit();
    }

    private static WritableImage paint() {
        Theme dark = Themes.named("dark").orElseThrow();
        Rectangle ground = new Rectangle(GRID + 2 * MARGIN, GRID + 2 * MARGIN, colour(dark, Token.SURFACE_RAISED));
        ground.setArcWidth(12);
        ground.setArcHeight(12);
        SVGPath sign = new SVGPath();
        sign.setContent(Icon.SONDE.path());
        sign.setFill(null);
        sign.setStroke(colour(dark, Token.ACCENT_DEFAULT));
        sign.setStrokeWidth(1.8);
        sign.setStrokeLineCap(StrokeLineCap.ROUND);
        sign.setTranslateX(MARGIN);
        sign.setTranslateY(MARGIN);
        Group all = new Group(ground, sign);
        double scale = SIZE / (GRID + 2 * MARGIN);
        all.getTransforms().add(new Scale(scale, scale));
        Scene scene = new Scene(new Group(all), SIZE, SIZE, Color.TRANSPARENT);
        SnapshotParameters transparent = new SnapshotParameters();
        transparent.setFill(Color.TRANSPARENT);
        return scene.getRoot().snapshot(transparent, null);
    }

    private static Color colour(Theme theme, Token token) {
        int rgb = theme.rgb(token);
        return Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }

    private static BufferedImage buffered(WritableImage picture) {
        PixelReader pixels = picture.getPixelReader();
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        return image;
    }
}

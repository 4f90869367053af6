package dev.sonde.ui;

import dev.sonde.core.session.Session;
import dev.sonde.core.settings.UserFolders;
import dev.sonde.ui.desk.Opening;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Window;

/** The window as its users start it, in a process and on a display of its own. Says what it saw, then closes. */
final class WholeWindow {
    private WholeWindow() {}

    /** Opens the window on the capture. */
    public static void main(String[] arguments) throws InterruptedException {
        Session session = RealTraffic.session();
        Platform.setImplicitExit(true);
        Thread.ofPlatform().daemon().start(WholeWindow::look);
        Workstation.open(new Workstation.Start(
                new NothingToOpen(), Optional.of(new Opening(session, "")), UserFolders.in(Path.of(arguments[0]))));
        System.out.println("closed");
        System.exit(0);
    }

    private static void look() {
        AtomicBoolean done = new AtomicBoolean();
        long end = System.nanoTime() + 40_000_000_000L;
        while (!done.get() && System.nanoTime() < end) {
            try {
                Thread.sleep(200);
                Platform.runLater(() -> done.compareAndSet(false, seen()));
            } catch (IllegalStateException e) {
                // The toolkit has not started yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (!done.get()) {
            System.out.println("nothing seen");
            Platform.runLater(Platform::exit);
        }
    }

    private static boolean seen() {
        if (Window.getWindows().isEmpty()) {
            return false;
        }
        Window window = Window.getWindows().getFirst();
        boolean ready = window.getScene().lookup("#services") instanceof TableView<?> services
                && services.getItems().size() == 2;
        if (ready) {
            new Reporter(window).start();
        }
        return ready;
    }

    /** Some frames later what the tables hold is on the screen. */
    private static final class Reporter extends AnimationTimer {
        private static final int FRAMES = 20;

        private final Window window;
        private int frames;

        Reporter(Window window) {
            this.window = window;
        }

        @Override
        public void handle(long now) {
            if (++frames == FRAMES) {
                stop();
                report(window);
            }
        }
    }

    private static void report(Window window) {
        int width = (int) window.getWidth();
        int height = (int) window.getHeight();
        WritableImage screen = new Robot().getScreenCapture(null, window.getX(), window.getY(), width, height);
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < screen.getHeight(); y += 3) {
            for (int x = 0; x < screen.getWidth(); x += 3) {
                colours.add(screen.getPixelReader().getArgb(x, y));
            }
        }
        System.out.println("services 2");
        System.out.println("size " + width + "x" + height);
        System.out.println("colours " + colours.size());
        window.hide();
    }
}

package dev.sonde.ui;

import dev.sonde.core.session.Session;
import dev.sonde.core.settings.UserFolders;
import dev.sonde.ui.desk.Opening;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Window;

/**
 * The window as its users start it, in a process and on a display of its own, in which keys of the display's keyboard lead from the
 * Overview to a statement. Says what it saw, then closes.
 */
final class WholeWindow {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_MILLIS = 50;

    /** Some frames: what the tables hold is on the screen then. */
    private static final long PAINT_MILLIS = 400;

    private WholeWindow() {}

    /** Opens the window on the sample. */
    public static void main(String[] arguments) throws InterruptedException {
        Session session = RealTraffic.sample();
        Platform.setImplicitExit(true);
        Thread.ofPlatform().daemon().start(WholeWindow::look);
        Workstation.open(new Workstation.Start(
                new NothingToOpen(), Optional.of(new Opening(session, "")), UserFolders.in(Path.of(arguments[0]))));
        System.out.println("closed");
        System.exit(0);
    }

    private static void look() {
        try {
            await("services", () -> table("services").getItems().size() == 4);
            walk();
            Thread.sleep(PAINT_MILLIS);
            onFx(() -> report(window()));
        } catch (Exception | AssertionError e) {
            System.out.println("not seen: " + e);
            Platform.runLater(Platform::exit);
        }
    }

    /** Overview, worst service of the shop's own, rectangle of its heatmap, requests in it, statement. */
    private static void walk() throws Exception {
        press(
                KeyCode.DOWN,
                () -> String.valueOf(table("services").getSelectionModel().getSelectedItem())
                        .contains("shop"));
        type(KeyCode.ENTER);
        await("the keyboard in the endpoints", () -> owner("endpoints"::equals));
        await("requests", () -> !table("requests").getItems().isEmpty());
        press(KeyCode.F6, () -> owner("heatmap"::equals));
        type(KeyCode.LEFT);
        held(KeyCode.SHIFT, KeyCode.DOWN);
        held(KeyCode.SHIFT, KeyCode.LEFT);
        int all = onFx(() -> table("requests").getItems().size());
        type(KeyCode.ENTER);
        await("requests in the rectangle", () -> table("requests").getItems().size() < all);
        press(KeyCode.F6, () -> owner("requests"::equals));
        type(KeyCode.S);
        await("statements", () -> !table("statements").getItems().isEmpty());
        System.out.println("statement "
                + onFx(() -> table("statements").getItems().getFirst().toString()));
    }

    /** Presses a key until it led somewhere. */
    private static void press(KeyCode key, Callable<Boolean> there) throws Exception {
        for (int times = 0; times < 8 && !onFx(there); times++) {
            type(key);
        }
        await("what " + key.getName() + " leads to", there);
    }

    private static void type(KeyCode key) throws Exception {
        onFx(() -> {
            new Robot().keyType(key);
            return true;
        });
        // The display gives the keyboard's events to the window in its own time.
        Thread.sleep(LOOK_MILLIS);
    }

    private static void held(KeyCode modifier, KeyCode key) throws Exception {
        onFx(() -> {
            new Robot().keyPress(modifier);
            return true;
        });
        type(key);
        onFx(() -> {
            new Robot().keyRelease(modifier);
            return true;
        });
    }

    private static boolean owner(Predicate<String> id) {
        Node owner = scene().getFocusOwner();
        return owner != null && owner.getId() != null && id.test(owner.getId());
    }

    private static TableView<?> table(String id) {
        return scene().lookup("#" + id) instanceof TableView<?> table ? table : new TableView<>();
    }

    private static Scene scene() {
        return window().getScene();
    }

    private static Window window() {
        return Window.getWindows().getFirst();
    }

    private static void await(String what, Callable<Boolean> seen) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            Thread.sleep(LOOK_MILLIS);
            try {
                if (onFx(() -> !Window.getWindows().isEmpty() && seen.call())) {
                    return;
                }
            } catch (IllegalStateException e) {
                // The toolkit has not started yet.
            } catch (Exception e) {
                throw new AssertionError(what, e);
            }
        }
        throw new AssertionError(what);
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    private static boolean report(Window window) {
        int width = (int) window.getWidth();
        int height = (int) window.getHeight();
        WritableImage screen = new Robot().getScreenCapture(null, window.getX(), window.getY(), width, height);
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < screen.getHeight(); y += 3) {
            for (int x = 0; x < screen.getWidth(); x += 3) {
                colours.add(screen.getPixelReader().getArgb(x, y));
            }
        }
        System.out.println("scale " + String.format(Locale.ROOT, "%.0f", window.getOutputScaleX() * 100));
        System.out.println("colours " + colours.size());
        window.hide();
        return true;
    }
}

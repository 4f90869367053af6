package dev.sonde.e2e.cluster;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/**
 * Hands at the window, in a process of its own: open Connect, choose a context, pick a namespace, start, wait for the requests of a
 * service, disconnect. What they see goes to standard output, a line each. Arguments: recording to begin with, context, namespace,
 * service; {@code loses} where an agent is killed when they say so, and the window is closed as it is.
 */
final class Hands {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(45);

    private final String context;
    private final String namespace;
    private final String service;
    private final boolean loses;

    private Hands(String[] arguments) {
        context = arguments[1];
        namespace = arguments[2];
        service = arguments[3];
        loses = arguments.length > 4;
    }

    /** Opens the window as {@code sonde FILE} does. */
    public static void main(String[] arguments) throws Exception {
        Hands hands = new Hands(arguments);
        Thread.ofPlatform().daemon().name("hands").start(hands::work);
        dev.sonde.cli.Main.main(new String[] {arguments[0]});
    }

    private void work() {
        try {
            await("the window", () -> !Window.getWindows().isEmpty() && find("#services") != null);
            connect();
            watch();
            if (loses) {
                lose();
                close();
                return;
            }
            leave();
        } catch (Exception e) {
            System.out.println("failed: " + e.getMessage() + "; in sight: " + inSight());
        }
        Platform.exit();
    }

    private void connect() throws Exception {
        onFx(() -> {
            rail("Connect").fire();
            return true;
        });
        await("the context", () -> find("#context-" + context) != null);
        onFx(() -> {
            ((ToggleButton) find("#context-" + context)).fire();
            ((TextField) find("#search-cluster")).setText(namespace);
            return true;
        });
        await(
                "the namespace",
                () -> scope().getItems().stream()
                        .anyMatch(row ->
                                row.toString().startsWith("OfNamespace[namespace=Namespace[name=" + namespace + ",")));
        onFx(() -> {
            scope().getSelectionModel().clearAndSelect(0);
            scope().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false, false));
            return true;
        });
        await("the pre-flight", () -> !start().isDisabled());
    }

    private void watch() throws Exception {
        System.out.println("button " + onFx(() -> start().getText()).replace('\u00a0', ' '));
        long begun = System.nanoTime();
        onFx(() -> {
            start().fire();
            return true;
        });
        await(
                "the session",
                () -> find("#disconnect") != null && find("#disconnect").isVisible());
        System.out.printf(Locale.ROOT, "session_ms %d%n", (System.nanoTime() - begun) / 1_000_000);
        await(
                "requests of " + service,
                () -> find("#services") instanceof TableView<?> services
                        && services.getItems().stream()
                                .anyMatch(row -> row.toString().contains("name=" + service + ",")));
        System.out.printf(Locale.ROOT, "first_data_ms %d%n", (System.nanoTime() - begun) / 1_000_000);
        System.out.println(
                "title " + onFx(() -> ((javafx.stage.Stage) Window.getWindows().getFirst()).getTitle()));
        System.out.println("status " + onFx(() -> status()).replace('\u00a0', ' '));
    }

    private void lose() throws Exception {
        System.out.println("watching");
        await("what is missing", () -> !banner().isEmpty());
        System.out.println("banner " + onFx(Hands::banner).replace('\u00a0', ' '));
        await("all agents again", () -> banner().isEmpty());
        System.out.println("whole " + onFx(() -> status()).replace('\u00a0', ' '));
    }

    private static String banner() {
        return root().lookupAll(".sd-banner").stream()
                .filter(banner -> banner.getParent().isVisible())
                .map(banner -> ((Labeled) banner.lookup(".label")).getText())
                .findFirst()
                .orElse("");
    }

    /** Closes the window by its button. */
    private static void close() throws Exception {
        System.out.println("closing");
        onFx(() -> {
            Window window = Window.getWindows().getFirst();
            window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
            return true;
        });
    }

    private void leave() throws Exception {
        long begun = System.nanoTime();
        onFx(() -> {
            ((Button) find("#disconnect")).fire();
            return true;
        });
        await("the end", () -> !find("#disconnect").isVisible());
        System.out.printf(Locale.ROOT, "left_ms %d%n", (System.nanoTime() - begun) / 1_000_000);
    }

    /** All words of the window, for whoever reads why it failed. */
    private static String inSight() {
        try {
            return onFx(() -> root().lookupAll(".label").stream()
                    .filter(Node::isVisible)
                    .map(node -> ((Labeled) node).getText())
                    .filter(text -> text != null && !text.isEmpty())
                    .collect(Collectors.joining(" | ")));
        } catch (Exception e) {
            return "nothing: " + e;
        }
    }

    private static String status() {
        return find(".sd-status-item").getAccessibleText();
    }

    private static TableView<?> scope() {
        return (TableView<?>) find("#scope");
    }

    private static Button start() {
        return (Button) find("#start");
    }

    private static ToggleButton rail(String title) {
        return root().lookupAll(".sd-rail-item").stream()
                .filter(node -> ((Labeled) node).getText().equals(title))
                .map(ToggleButton.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Node find(String selector) {
        return root().lookup(selector);
    }

    private static Parent root() {
        return Window.getWindows().getFirst().getScene().getRoot();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!onFx(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not seen: " + what);
            }
            Thread.sleep(10);
        }
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        while (true) {
            try {
                Platform.runLater(task);
                return task.get(30, TimeUnit.SECONDS);
            } catch (IllegalStateException e) {
                // The toolkit has not started yet.
                Thread.sleep(20);
            }
        }
    }
}

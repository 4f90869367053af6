package dev.sonde.ui.shell;

import dev.sonde.ui.command.Command;
import dev.sonde.ui.command.Keystroke;
import java.util.Optional;
import java.util.function.BiPredicate;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Turns keys into commands, by their table. Letters work when no text field has the focus. Owned by the FX thread. */
final class ShellKeys {
    private static final KeyCombination MENU = new KeyCodeCombination(KeyCode.F10, KeyCombination.SHIFT_DOWN);

    /** Only on Windows the toolkit is told by the system that a menu is asked for by the keyboard. */
    private static final boolean TOOLKIT_KNOWS_MENU =
            System.getProperty("os.name", "").startsWith("Windows");

    private final Commands commands;
    private boolean pressedDone;

    ShellKeys(Commands commands) {
        this.commands = commands;
    }

    void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            Node owner = scene.getFocusOwner();
            if (owner != null && !TOOLKIT_KNOWS_MENU && asksForMenu(event)) {
                askForMenu(owner);
                event.consume();
                return;
            }
            pressedDone = handle(event, owner, Keystroke::isPressedBy);
        });
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            // What a pressed key has done is not done again by the sign that it types.
            if (!pressedDone) {
                handle(event, scene.getFocusOwner(), Keystroke::isTypedBy);
            }
        });
        // A text field has Esc first: what it makes nothing of closes, clears and leaves as it does elsewhere.
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE
                    && scene.getFocusOwner() instanceof TextInputControl
                    && commands.run(Command.CLOSE)) {
                event.consume();
            }
        });
    }

    private boolean handle(KeyEvent event, Node owner, BiPredicate<Keystroke, KeyEvent> isIt) {
        boolean typing = owner instanceof TextInputControl;
        for (Command command : Command.values()) {
            Optional<Keystroke> keystroke = command.keystroke();
            if (keystroke.isEmpty() || !isIt.test(keystroke.get(), event)) {
                continue;
            }
            if (typing && !works(command, keystroke.get())) {
                return false;
            }
            // A button that the keyboard has come to is pressed by Space.
            if (event.getCode() == KeyCode.SPACE && owner instanceof ButtonBase && owner.isFocusVisible()) {
                return false;
            }
            boolean done = commands.run(command);
            if (done) {
                event.consume();
            }
            return done;
        }
        return false;
    }

    private static boolean asksForMenu(KeyEvent event) {
        return event.getCode() == KeyCode.CONTEXT_MENU || MENU.match(event);
    }

    private static void askForMenu(Node owner) {
        Bounds seen = owner.localToScene(owner.getLayoutBounds());
        Bounds onScreen = owner.localToScreen(owner.getLayoutBounds());
        owner.fireEvent(new ContextMenuEvent(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                seen.getCenterX(),
                seen.getCenterY(),
                onScreen.getCenterX(),
                onScreen.getCenterY(),
                true,
                null));
    }

    /** While something is typed, Ctrl+Z is the field's own, and everything that is no chord is text. */
    private static boolean works(Command command, Keystroke keystroke) {
        return keystroke.isChord() && command != Command.UNDO_FILTER;
    }
}

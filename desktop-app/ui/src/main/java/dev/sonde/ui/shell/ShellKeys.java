package dev.sonde.ui.shell;

import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.time.Baseline;
import dev.sonde.core.time.Window;
import dev.sonde.themes.Theme;
import dev.sonde.themes.Themes;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/** The keys that work everywhere. Letters work when no text field has the focus. Owned by the FX thread. */
final class ShellKeys {
    private final Workspace workspace;
    private final Shell shell;
    private final List<View.Place> places;

    ShellKeys(Workspace workspace, Shell shell, List<View.Place> places) {
        this.workspace = workspace;
        this.shell = shell;
        this.places = places;
    }

    void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean typing = scene.getFocusOwner() instanceof TextInputControl;
            if (chord(event, typing) || (!typing && plain(event))) {
                event.consume();
            }
        });
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            boolean typing = scene.getFocusOwner() instanceof TextInputControl;
            if (!typing
                    && (event.getCharacter().equals("/") || event.getCharacter().equals("?"))) {
                if (event.getCharacter().equals("/")) {
                    shell.editFilter();
                } else {
                    shell.toggleKeySheet();
                }
                event.consume();
            }
        });
    }

    private boolean chord(KeyEvent event, boolean typing) {
        if (event.isAltDown()) {
            switch (event.getCode()) {
                case LEFT -> workspace.back();
                case RIGHT -> workspace.forward();
                default -> {
                    return false;
                }
            }
            return true;
        }
        if (!event.isShortcutDown() || typing) {
            return false;
        }
        switch (event.getCode()) {
            case Z -> workspace.undoFilter();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return false;
        }
        if (!event.isShiftDown() && shell.press(event.getCode())) {
            return true;
        }
        switch (event.getCode()) {
            case SPACE -> workspace.togglePause();
            case L -> workspace.goLive();
            case ESCAPE -> {
                return shell.escape();
            }
            case F6 -> shell.focusNextPane(event.isShiftDown());
            case F -> filter(event.isShiftDown());
            case A -> workspace.go(state -> state.at(new TimeSelection.Fixed(all())));
            case B ->
                workspace.pin(
                        workspace.moment().a().equals(workspace.moment().b())
                                ? null
                                : workspace.moment().a());
            case X -> swap();
            case T -> nextTheme();
            default -> {
                return digit(event);
            }
        }
        return true;
    }

    private void filter(boolean exclude) {
        if (exclude) {
            RowActions.exclude(workspace, shell.selected());
        } else {
            RowActions.keep(workspace, shell.selected());
        }
    }

    private boolean digit(KeyEvent event) {
        for (View.Place place : places) {
            if (place.key().equals(event.getText())) {
                open(place.name());
                return true;
            }
        }
        return false;
    }

    private void open(ViewName view) {
        workspace.open(view);
        shell.focusView();
    }

    private Window all() {
        return workspace.moment().data();
    }

    private void swap() {
        Window b = workspace.moment().b();
        if (b != null) {
            Window a = workspace.moment().a();
            workspace.go(state -> state.at(new TimeSelection.Fixed(b)).against(Baseline.pinned(a)));
        }
    }

    private void nextTheme() {
        List<Theme> all = Themes.all();
        int now = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(workspace.look().themeProperty().get().name())) {
                now = i;
            }
        }
        workspace.look().use(all.get((now + 1) % all.size()));
    }
}

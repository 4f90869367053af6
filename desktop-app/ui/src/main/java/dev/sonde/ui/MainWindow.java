package dev.sonde.ui;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.ui.map.MapView;
import dev.sonde.ui.overview.OverviewView;
import dev.sonde.ui.requests.RequestsView;
import dev.sonde.ui.shell.Shell;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.shell.Views;
import dev.sonde.ui.sql.SqlView;
import dev.sonde.ui.workspace.Workspace;
import javafx.scene.Scene;

/** Puts a session, a look and the shell together into a scene. Owned by the FX thread. */
public final class MainWindow {
    private final Workspace workspace;
    private final Shell shell;
    private final Scene scene;

    /** A window on a workspace, with a content of that size in pixels. */
    public MainWindow(Workspace workspace, double width, double height) {
        this.workspace = workspace;
        shell = new Shell(workspace, Views.ALL, this::make);
        scene = new Scene(shell, width, height);
        workspace.look().dress(scene);
        shell.installKeys(scene);
    }

    /** The workspace. */
    public Workspace workspace() {
        return workspace;
    }

    /** The scene. */
    public Scene scene() {
        return scene;
    }

    /** Moves the keyboard into the open view. */
    public void focus() {
        shell.focusView();
    }

    private View make(ViewName name) {
        return switch (name) {
            case MAP -> new MapView(workspace);
            case REQUESTS -> new RequestsView(workspace);
            case SQL -> new SqlView(workspace);
            default -> new OverviewView(workspace);
        };
    }
}

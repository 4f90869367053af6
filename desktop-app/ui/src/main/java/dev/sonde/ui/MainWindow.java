package dev.sonde.ui;

import dev.sonde.core.library.Library;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.recorder.RecordingFiles;
import dev.sonde.ui.connect.ConnectPage;
import dev.sonde.ui.desk.AttemptCard;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.desk.FileDrop;
import dev.sonde.ui.desk.FilePicker;
import dev.sonde.ui.desk.Page;
import dev.sonde.ui.desk.PageContext;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.map.MapView;
import dev.sonde.ui.overview.OverviewView;
import dev.sonde.ui.requests.RequestsView;
import dev.sonde.ui.sessions.SessionsPage;
import dev.sonde.ui.shell.Shell;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.shell.Views;
import dev.sonde.ui.sql.SqlView;
import dev.sonde.ui.workspace.Workspace;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The content of the window: a session in the shell, or only pages while none is open. Another session is another content.
 * Owned by the FX thread.
 */
public final class MainWindow {
    private final Desk desk;
    private final Library library = new Library(RecordingFiles.directory());
    private final @Nullable Workspace workspace;
    private final @Nullable Shell shell;
    private final @Nullable PageFrame pages;
    private final AttemptCard card;
    private final Scene scene;

    /** A window on a session, with a content of that size in pixels. */
    public MainWindow(Desk desk, Workspace session, double width, double height) {
        this.desk = desk;
        card = new AttemptCard(desk);
        workspace = session;
        pages = null;
        Shell made = new Shell(session, Views.PLACES, this::make);
        shell = made;
        scene = scene(made, session.look(), width, height);
        made.installKeys(scene);
    }

    /** A window without a session: the page to begin from. */
    public MainWindow(Desk desk, Look look, double width, double height) {
        this.desk = desk;
        card = new AttemptCard(desk);
        workspace = null;
        shell = null;
        PageFrame made = new PageFrame(this::page);
        pages = made;
        scene = scene(made, look, width, height);
        made.open(ViewName.CONNECT);
    }

    private Scene scene(Region content, Look look, double width, double height) {
        FileDrop drop = new FileDrop(desk);
        Scene made = new Scene(new StackPane(content, card, drop), width, height);
        look.dress(made);
        drop.install(made);
        made.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.O) {
                FilePicker.open(desk, made.getWindow(), library.folder());
                event.consume();
            }
        });
        return made;
    }

    /** Another content takes its place: lets go of what outlives it. */
    void leave() {
        card.leave();
    }

    /** The workspace of the session. There is one only where the window was made with one. */
    public Workspace workspace() {
        return Objects.requireNonNull(workspace, "no session is open");
    }

    /** The scene. */
    public Scene scene() {
        return scene;
    }

    /** Opens a view or a page; without a session, a page. */
    public void open(ViewName place) {
        if (pages != null) {
            pages.open(place);
        } else {
            workspace().open(place);
            focus();
        }
    }

    /** Moves the keyboard into what is open. */
    public void focus() {
        if (shell != null) {
            shell.focusView();
        } else if (pages != null) {
            pages.focusPage();
        }
    }

    private View make(ViewName name) {
        return switch (name) {
            case MAP -> new MapView(workspace());
            case REQUESTS -> new RequestsView(workspace());
            case SQL -> new SqlView(workspace());
            case SESSIONS, CONNECT -> new PageView(page(name), workspace());
            default -> new OverviewView(workspace());
        };
    }

    private Page page(ViewName name) {
        Workspace session = workspace;
        PageContext context = new PageContext(desk, library, session == null ? null : () -> PageView.leave(session));
        return name == ViewName.SESSIONS ? new SessionsPage(context) : new ConnectPage(context);
    }
}

package dev.sonde.ui;

import dev.sonde.core.error.SondeException;
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
import dev.sonde.ui.look.SmallRepaint;
import dev.sonde.ui.map.MapView;
import dev.sonde.ui.overview.OverviewView;
import dev.sonde.ui.requests.RequestsView;
import dev.sonde.ui.sessions.SessionsPage;
import dev.sonde.ui.settings.SettingsPage;
import dev.sonde.ui.shell.Shell;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.shell.Views;
import dev.sonde.ui.sql.SqlView;
import dev.sonde.ui.tip.TipPane;
import dev.sonde.ui.tour.Tour;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
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
    private static final String LAST_VIEW = "window.view";

    private final Surroundings around;
    private final Library library = new Library(RecordingFiles.directory());
    private final @Nullable Workspace workspace;
    private final @Nullable Shell shell;
    private final @Nullable PageFrame pages;
    private final AttemptCard card;
    private final Tour tour;
    private final Scene scene;
    private List<String> told = List.of();

    /** A window on a session that keeps nothing when it closes, with a content of that size in pixels. */
    public MainWindow(Desk desk, Workspace session, double width, double height) {
        this(Surroundings.keepingNothing(desk, session.look()), session, width, height);
    }

    /** A window on a session, with a content of that size in pixels. */
    MainWindow(Surroundings around, Workspace session, double width, double height) {
        this.around = around;
        card = new AttemptCard(around.desk());
        tour = new Tour(this::tourEnded);
        workspace = session;
        pages = null;
        Shell made = new Shell(session, Views.PLACES, this::make);
        shell = made;
        scene = scene(made, session.look(), width, height);
        made.installKeys(scene);
        session.momentProperty()
                .addListener((observable, before, now) ->
                        around.layout().put(LAST_VIEW, now.state().view().toString()));
        around.appearance().onChange(this::tellProblems);
    }

    /** Says what is wrong with the settings, once for each problem. */
    void tellProblems() {
        List<String> now = around.appearance().problems().stream()
                .map(SondeException::oneLine)
                .toList();
        now.stream().filter(problem -> !told.contains(problem)).findFirst().ifPresent(problem -> {
            say(problem);
        });
        told = now;
    }

    /** Says something for a moment. */
    void say(String text) {
        if (shell != null) {
            shell.say(text);
        } else if (pages != null) {
            pages.say(text);
        }
    }

    /** Opens the view that was open when the window was closed. */
    void openLastView() {
        Workspace session = workspace;
        String last = around.layout().value(LAST_VIEW).orElse("");
        if (session != null) {
            Views.ALL.stream()
                    .map(View.Place::name)
                    .filter(name -> name.toString().equals(last))
                    .forEach(name -> session.replace(state -> state.in(name)));
        }
    }

    /** A window without a session: the page to begin from. */
    MainWindow(Surroundings around, double width, double height) {
        this.around = around;
        card = new AttemptCard(around.desk());
        tour = new Tour(this::tourEnded);
        workspace = null;
        shell = null;
        PageFrame made = new PageFrame(this::adopted);
        pages = made;
        scene = scene(made, around.appearance().look(), width, height);
        made.open(ViewName.CONNECT);
        around.appearance().onChange(this::tellProblems);
    }

    private Scene scene(Region content, Look look, double width, double height) {
        FileDrop drop = new FileDrop(around.desk(), this::liveSession);
        TipPane tips = new TipPane();
        SmallRepaint repaint = new SmallRepaint();
        Scene made = new Scene(new StackPane(content, tour, card, drop, tips, repaint.pixel()), width, height);
        tips.install(made);
        repaint.watch(made);
        look.dress(made);
        drop.install(made);
        made.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.O) {
                FilePicker.open(around.desk(), made.getWindow(), library.folder());
                event.consume();
            }
        });
        return made;
    }

    /** What is watched now, while it is. */
    Optional<String> liveSession() {
        Workspace session = workspace;
        return session != null && session.isLive() ? Optional.of(session.info().name()) : Optional.empty();
    }

    /** Shows the tour once there is something to point at, unless it was dismissed before. */
    void offerTour() {
        Workspace session = workspace;
        if (session == null || !around.appearance().settings().tour()) {
            return;
        }
        session.open(ViewName.OVERVIEW);
        if (session.moment().hasCalls()) {
            tour.begin();
            return;
        }
        session.momentProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Moment> observable, Moment before, Moment now) {
                if (now.hasCalls()) {
                    session.momentProperty().removeListener(this);
                    Platform.runLater(tour::begin);
                }
            }
        });
    }

    private void tourEnded() {
        around.appearance().change(now -> now.withTour(false));
        focus();
    }

    /** Gives all controls their skins and styles before they are shown, which takes less then. */
    void dress() {
        scene.getRoot().applyCss();
    }

    /** Does the same for what is not in sight yet: the content of the open view, while there is nothing that it could show. */
    void dressView() {
        if (shell != null) {
            shell.dress();
        }
    }

    /** Another content takes its place: lets go of what outlives it. */
    void leave() {
        card.leave();
    }

    /** The window closes: nobody waits for its work any more. */
    void end() {
        if (workspace != null) {
            workspace.leave();
        }
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
        View made = view(name);
        around.layout().adopt(made.node());
        return made;
    }

    private View view(ViewName name) {
        return switch (name) {
            case MAP -> new MapView(workspace());
            case REQUESTS -> new RequestsView(workspace());
            case SQL -> new SqlView(workspace());
            case SESSIONS, CONNECT, SETTINGS -> new PageView(page(name), workspace());
            default -> new OverviewView(workspace());
        };
    }

    private Page adopted(ViewName name) {
        Page made = page(name);
        around.layout().adopt(made.node());
        return made;
    }

    private Page page(ViewName name) {
        Workspace session = workspace;
        PageContext context = new PageContext(
                around.desk(),
                library,
                session == null ? null : () -> PageView.leave(session),
                around.appearance().look());
        return switch (name) {
            case SESSIONS -> new SessionsPage(context);
            case SETTINGS -> new SettingsPage(context, around.appearance(), around.layout());
            default -> new ConnectPage(context);
        };
    }
}

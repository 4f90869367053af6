package dev.sonde.ui.shell;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.JobWork;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.look.InTurn;
import dev.sonde.ui.look.States;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all views do alike: say what to do while there is nothing to show, compute what they show of a moment in the
 * background, and drop what is stale. Owned by the FX thread.
 *
 * @param <T> what a view shows of a moment
 */
public final class ViewFrame<T> {
    private final Workspace workspace;
    private final CallsOrNothing place;
    private final Node first;
    private final Function<Moment, JobWork<T>> question;
    private Function<Moment, ?> key = moment -> moment.state().asked();
    private final Refresher<T> refresher;
    private final InTurn frames = new InTurn();
    private final PauseTransition patience = new PauseTransition(Duration.millis(300));
    private final Region waiting = States.loading("Computing the figures of A…");
    private boolean empty = true;
    private boolean drawn;
    private @Nullable Runnable held;
    private @Nullable Object asked;
    private boolean follows;

    /** The body of a view: what is in sight, and where the keyboard begins. */
    public record Body(Node content, Node first) {}

    /**
     * A frame around a body.
     *
     * @param job names the work among all jobs
     * @param question makes the work that computes what to show of a moment
     */
    public ViewFrame(
            Workspace workspace,
            String job,
            Body body,
            Function<Moment, JobWork<T>> question,
            Consumer<? super T> draw,
            Consumer<SondeException> fail) {
        this.workspace = workspace;
        this.place = new CallsOrNothing(workspace, body.content(), this::focus);
        this.first = body.first();
        this.question = question;
        refresher = new Refresher<>(
                workspace.jobs(),
                job,
                result -> arrived(() -> draw.accept(result)),
                error -> arrived(() -> fail.accept(error)));
        waiting.getStyleClass().add("sd-overlay");
        waiting.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        waiting.setMouseTransparent(true);
        patience.setOnFinished(event -> sayWaiting());
    }

    /** Nobody waits for what is not in a window yet, and still being made. */
    private void sayWaiting() {
        if (!isInWindow()) {
            patience.playFromStart();
        } else if (empty && !node().getChildren().contains(waiting)) {
            node().getChildren().add(waiting);
        }
    }

    private boolean isInWindow() {
        return node().getScene() != null && node().getScene().getWindow() != null;
    }

    /** Figures are there: from now on newer ones take their place without a word. What comes for a view at rest is too late. */
    private void arrived(Runnable draw) {
        if (asked == null) {
            return;
        }
        Scene scene = node().getScene();
        if (scene != null && scene.getWindow() == null) {
            hold(scene, draw);
            return;
        }
        patience.stop();
        node().getChildren().remove(waiting);
        draw.run();
        empty = false;
    }

    /** Waits for the window that the scene is made for: what is drawn before has no frames, and would be laid out all at once. */
    private void hold(Scene scene, Runnable draw) {
        boolean waits = held != null;
        held = draw;
        if (waits) {
            return;
        }
        scene.windowProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Window> property, @Nullable Window before, Window now) {
                scene.windowProperty().removeListener(this);
                Runnable last = held;
                held = null;
                if (last != null) {
                    arrived(last);
                }
            }
        });
    }

    /** What it looks like. */
    public StackPane node() {
        return place.node();
    }

    /** What sets questions apart, where that is more or less than what a moment asks. */
    public void asking(Function<Moment, ?> byKey) {
        key = byKey;
    }

    /** Gives the controls of its content their skins and styles, though it is not in sight yet. */
    public void dress() {
        place.dress();
    }

    /** Moves the keyboard to where work begins. */
    public void focus() {
        // Before there is anything to work with, letters are still keys of the window: the filter must not get them.
        if (place.hasContent() && isInSight(first)) {
            first.requestFocus();
        } else {
            place.node().requestFocus();
        }
    }

    private static boolean isInSight(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Where work begins went out of sight, or is there again: the keyboard waits until it is, and then goes there. */
    private void refocus() {
        if (place.node().isFocused() || (first.isFocused() && !isInSight(first))) {
            focus();
        }
    }

    /** Shows a moment; says whether it asks for something else than the one before. */
    public boolean show(Moment moment) {
        if (!place.show(moment)) {
            return false;
        }
        if (empty && patience.getStatus() != Animation.Status.RUNNING) {
            patience.playFromStart();
        }
        // A baseline that was suggested anew, live every few seconds, is no reason to give up what is nearly there.
        Object now = key.apply(moment);
        boolean other = !now.equals(asked);
        follows = !other && workspace.isLive();
        if (other) {
            asked = now;
            refresher.askAnew(question.apply(moment));
        } else {
            refresher.ask(question.apply(moment));
        }
        return other;
    }

    /**
     * Draws the pieces of a view: at once when the user asked for something else, and else one with each frame, as well as what is
     * there for the first time, where tables have all of their cells to make.
     */
    public void draw(List<Runnable> pieces) {
        frames.draw(follows || isNew(), withFocus(pieces));
        drawn = true;
    }

    /** Whether what is to be drawn was not there before. Without a display there are no frames to draw it in. */
    private boolean isNew() {
        return empty
                && (workspace.isLive() || !drawn)
                && isInWindow()
                && node().getScene().getWindow().isShowing();
    }

    /** Draws all pieces of a view at once. */
    public void drawAtOnce(List<Runnable> pieces) {
        frames.draw(false, withFocus(pieces));
    }

    private List<Runnable> withFocus(List<Runnable> pieces) {
        List<Runnable> all = new ArrayList<>();
        for (Runnable piece : pieces) {
            all.add(() -> {
                piece.run();
                refocus();
            });
        }
        return all;
    }

    /**
     * Draws pieces that come by themselves, each in a frame of its own where the view is new or follows what is live; none of a view at
     * rest, which would hold on to what they show.
     */
    public void drawBeside(List<Runnable> pieces) {
        if (asked == null) {
            return;
        }
        if (follows || isNew()) {
            frames.beside(pieces);
        } else {
            pieces.forEach(Runnable::run);
        }
    }

    /** Called while a piece is drawn: draws more, each in a frame of its own where the pieces are. */
    public void then(Runnable more) {
        frames.then(List.of(more));
    }

    /** Has tables bring their rows up to date in the frames of this view. */
    public void spread(Grid<?>... grids) {
        for (Grid<?> grid : grids) {
            grid.inTurn(frames);
        }
    }

    /** Forgets what it showed; whoever opens it next waits for figures of then. */
    public void rest() {
        asked = null;
        empty = true;
        frames.forget();
    }

    /** Computes anew: something was asked for that is no part of the moment, such as another order. */
    public void again() {
        follows = false;
        refresher.askAnew(question.apply(workspace.moment()));
    }
}

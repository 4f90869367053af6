package dev.sonde.ui.desk;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.States;
import javafx.animation.PauseTransition;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Says over the window that something is being opened, once it takes long, or why it could not be. Owned by the FX thread. */
public final class AttemptCard extends StackPane {
    private static final Duration QUICK = Duration.millis(300);
    private static final double WIDTH = 460;

    private final Desk desk;
    private final PauseTransition patience = new PauseTransition(QUICK);
    private final Subscription attempts;
    private @Nullable Node keyboard;

    /** For what a desk opens. */
    public AttemptCard(Desk desk) {
        this.desk = desk;
        setPickOnBounds(false);
        setVisible(false);
        // At the window, before the keys of what lies below.
        EventHandler<KeyEvent> escape = this::escape;
        sceneProperty().flatMap(Scene::windowProperty).subscribe((before, now) -> {
            if (before != null) {
                before.removeEventFilter(KeyEvent.KEY_PRESSED, escape);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, escape);
            }
        });
        attempts = desk.attemptProperty().subscribe(this::show);
    }

    /** Lets go of the desk, which outlives the content that this lies over. */
    public void leave() {
        patience.stop();
        attempts.unsubscribe();
    }

    private void escape(KeyEvent event) {
        if (isVisible() && event.getCode() == KeyCode.ESCAPE) {
            desk.cancel();
            event.consume();
        }
    }

    private void show(Attempt attempt) {
        patience.stop();
        switch (attempt) {
            case Attempt.None _, Attempt.Done _ -> {
                Node back = isFocusWithin() ? keyboard : null;
                keyboard = null;
                setVisible(false);
                getChildren().clear();
                if (back != null && back.getScene() != null) {
                    back.requestFocus();
                }
            }
            case Attempt.Running(String what) -> {
                patience.setOnFinished(event -> put(opening(what)));
                patience.playFromStart();
            }
            case Attempt.Failed failed -> put(failed(failed));
        }
    }

    private Node opening(String what) {
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        Button cancel = new Button("Cancel");
        cancel.setOnAction(event -> desk.cancel());
        HBox actions = new HBox(Nodes.label("Nothing changes until it is there.", "sd-muted"), Nodes.spacer(), cancel);
        actions.setAlignment(Pos.CENTER_LEFT);
        return new VBox(12, Nodes.label("Opening " + what + "…", "sd-state-title"), bar, actions);
    }

    private Node failed(Attempt.Failed failed) {
        Button again = new Button("Try again", Icons.of(Icon.REFRESH_CW, 14));
        again.setOnAction(event -> failed.again().run());
        Button close = new Button("Close");
        close.setOnAction(event -> desk.cancel());
        HBox actions = new HBox(8, again, close);
        actions.setAlignment(Pos.CENTER);
        VBox state = States.error(failed.reason());
        state.getChildren().add(actions);
        return state;
    }

    private void put(Node content) {
        if (!isVisible() && getScene() != null) {
            keyboard = getScene().getFocusOwner();
        }
        VBox card = new VBox(content);
        card.setId("attempt");
        card.getStyleClass().add("sd-overlay");
        card.setMaxSize(WIDTH, USE_PREF_SIZE);
        card.setPrefWidth(WIDTH);
        getChildren().setAll(card);
        setVisible(true);
        card.applyCss();
        card.lookupAll(".button").stream().reduce((one, other) -> other).ifPresent(Node::requestFocus);
    }
}

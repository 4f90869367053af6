package dev.sonde.ui.tour;

import dev.sonde.ui.look.Nodes;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Points at one thing of the screen after the other. It lies over the window without being in the way: everything under it can be
 * used meanwhile. Owned by the FX thread.
 */
public final class Tour extends Pane {
    private static final double CARD_WIDTH = 340;
    private static final double GAP = 10;
    private static final double RING = 3;

    /** Over the status bar. */
    private static final double CORNER = 36;

    private final Runnable onEnd;
    private final Region ring = new Region();
    private final Label title = Nodes.label("", "sd-state-title");
    private final Label words = Nodes.label("", "sd-secondary");
    private final Label place = Nodes.label("", "sd-muted", "sd-caption");
    private final Button back = new Button("Back");
    private final Button next = new Button("Next");
    private final VBox card;
    private final Runnable follower = this::follow;
    private @Nullable Node pointedAt;
    private @Nullable Bounds pointed;
    private int stop = -1;

    /** A tour that has not begun; {@code onEnd} hears of its end, whether all was seen or not. */
    public Tour(Runnable onEnd) {
        this.onEnd = onEnd;
        setPickOnBounds(false);
        setVisible(false);
        ring.getStyleClass().add("sd-tour-ring");
        ring.setMouseTransparent(true);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        next.getStyleClass().add("sd-primary-button");
        next.setOnAction(event -> go(1));
        back.setOnAction(event -> go(-1));
        Button end = new Button("End the tour");
        end.setOnAction(event -> end());
        HBox actions = new HBox(8, place, Nodes.spacer(), end, back, next);
        actions.setAlignment(Pos.CENTER_LEFT);
        card = new VBox(10, title, words, actions);
        card.setId("tour");
        card.getStyleClass().addAll("sd-overlay", "sd-tour");
        card.setPrefWidth(CARD_WIDTH);
        card.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        getChildren().addAll(ring, card);
    }

    /** Begins, and takes the keyboard. */
    public void begin() {
        stop = -1;
        setVisible(true);
        getScene().removePostLayoutPulseListener(follower);
        getScene().addPostLayoutPulseListener(follower);
        go(1);
        card.applyCss();
        next.requestFocus();
    }

    private void key(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.ESCAPE) {
            end();
        } else if (code == KeyCode.ENTER || code == KeyCode.RIGHT) {
            go(1);
        } else if (code == KeyCode.LEFT) {
            go(-1);
        } else {
            return;
        }
        event.consume();
    }

    private void go(int steps) {
        int wanted = stop + steps;
        if (wanted >= TourStop.ALL.size()) {
            end();
            return;
        }
        stop = Math.max(0, wanted);
        TourStop now = TourStop.ALL.get(stop);
        title.setText(now.title());
        words.setText(now.words());
        place.setText(stop + 1 + " of " + TourStop.ALL.size());
        card.setAccessibleText(now.title() + ". " + now.words());
        back.setDisable(stop == 0);
        next.setText(stop == TourStop.ALL.size() - 1 ? "Done" : "Next");
        requestLayout();
    }

    private void end() {
        setVisible(false);
        getScene().removePostLayoutPulseListener(follower);
        onEnd.run();
    }

    /** Things move while the tour points at them: what comes beside them takes room. */
    private void follow() {
        Node node = pointedAt;
        if (node == null || node.getScene() == null || !Objects.equals(place(node), pointed)) {
            requestLayout();
        }
    }

    /** What the tour points at now. */
    private @Nullable Node target() {
        return stop < 0 ? null : getScene().lookup("#" + TourStop.ALL.get(stop).target());
    }

    /** Where something is on the screen, if it is. */
    private @Nullable Bounds place(@Nullable Node node) {
        boolean inSight =
                node != null && node.isVisible() && node.getLayoutBounds().getWidth() > 0;
        return node == null || !inSight ? null : sceneToLocal(node.localToScene(node.getLayoutBounds()));
    }

    @Override
    protected void layoutChildren() {
        double width = CARD_WIDTH;
        double height = card.prefHeight(width);
        pointedAt = target();
        Bounds at = place(pointedAt);
        pointed = at;
        ring.setVisible(at != null);
        if (at == null) {
            // It is in another view: the card waits where it is least in the way.
            card.resizeRelocate(
                    Math.rint(getWidth() - width - GAP), Math.rint(getHeight() - height - CORNER), width, height);
            return;
        }
        ring.resizeRelocate(
                at.getMinX() - RING, at.getMinY() - RING, at.getWidth() + 2 * RING, at.getHeight() + 2 * RING);
        double x = at.getMinX();
        double y = at.getMaxY() + GAP;
        if (y + height > getHeight() - GAP) {
            boolean above = at.getMinY() - GAP - height >= GAP;
            y = above ? at.getMinY() - GAP - height : at.getMinY();
            x = above ? x : beside(at, width);
        }
        card.resizeRelocate(
                Math.rint(Math.clamp(x, GAP, Math.max(GAP, getWidth() - width - GAP))),
                Math.rint(Math.clamp(y, GAP, Math.max(GAP, getHeight() - height - GAP))),
                width,
                height);
    }

    /** At the right where there is room, else at the left. */
    private double beside(Bounds at, double width) {
        return at.getMaxX() + GAP + width <= getWidth() ? at.getMaxX() + GAP : at.getMinX() - GAP - width;
    }
}

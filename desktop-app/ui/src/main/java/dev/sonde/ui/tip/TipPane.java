package dev.sonde.ui.tip;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.HPos;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Lies over a window and shows at most one tooltip. The pointer goes through it. Owned by the FX thread. */
public final class TipPane extends Pane {
    private static final double WIDEST = 460;

    /** What is longer is words, which take all columns. */
    private static final int LONGEST_FIGURE = 14;

    /** After one has gone, the next is shown at once for so long. */
    private static final long JUST_OPEN_NANOS = 400_000_000L;

    private final Label title = Nodes.label("", "sd-strong");
    private final GridPane grid = new GridPane(14, 2);
    private final Label doubt = Nodes.label("", "sd-warn");
    private final Label next = Nodes.label("", "sd-muted", "sd-caption");
    private final VBox card = new VBox(4, title, grid, doubt, next);
    private final PauseTransition delay = new PauseTransition(Nodes.TOOLTIP_DELAY);
    private @Nullable Asked asked;
    private @Nullable Object shown;
    private long hiddenNanos = Long.MIN_VALUE / 2;
    private boolean stale;

    /** Who asked, and where. */
    private record Asked(Node owner, Tips.Finder finder, MouseEvent event, Object key) {}

    /** An empty one. */
    public TipPane() {
        setMouseTransparent(true);
        setPickOnBounds(false);
        card.getStyleClass().addAll("tooltip", "sd-tip");
        card.setId("tip");
        card.setVisible(false);
        card.setMaxWidth(WIDEST);
        for (Label label : List.of(title, doubt, next)) {
            label.setWrapText(true);
            label.setMaxWidth(WIDEST);
        }
        doubt.setGraphic(Icons.of(Icon.TRIANGLE_ALERT, 13, "sd-warn"));
        getChildren().add(card);
        delay.setOnFinished(event -> show());
    }

    /** Serves a scene in which this lies over everything. */
    public void install(Scene scene) {
        scene.getProperties().put(TipPane.class, this);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> hide());
    }

    /** The one over the window of a node. */
    static Optional<TipPane> in(Node node) {
        Scene scene = node.getScene();
        return scene == null
                ? Optional.empty()
                : Optional.ofNullable((TipPane) scene.getProperties().get(TipPane.class));
    }

    void moved(Node owner, Tips.Finder finder, MouseEvent event) {
        Optional<Spot> spot = finder.apply(event);
        if (spot.isEmpty()) {
            hide();
            return;
        }
        Object key = spot.get().key();
        boolean open = card.isVisible();
        if (open && key.equals(shown)) {
            return;
        }
        asked = new Asked(owner, finder, event, key);
        delay.stop();
        if (open || System.nanoTime() - hiddenNanos < JUST_OPEN_NANOS) {
            show();
        } else {
            delay.playFromStart();
        }
    }

    void refresh(Node owner) {
        if (card.isVisible() && asked != null && asked.owner().equals(owner)) {
            stale = true;
            requestLayout();
        }
    }

    void hide() {
        delay.stop();
        if (card.isVisible()) {
            hiddenNanos = System.nanoTime();
            card.setVisible(false);
        }
        asked = null;
        shown = null;
    }

    private void show() {
        Asked now = asked;
        Optional<Spot> spot = now == null ? Optional.empty() : now.finder().apply(now.event());
        if (now == null || spot.isEmpty() || now.owner().getScene() == null) {
            hide();
            return;
        }
        fill(spot.get().tip().get());
        shown = spot.get().key();
        card.setVisible(true);
        card.applyCss();
        double width = Math.min(WIDEST, Math.ceil(card.prefWidth(-1)));
        double height = Math.ceil(card.prefHeight(width));
        Point2D pointer = sceneToLocal(now.event().getSceneX(), now.event().getSceneY());
        Point2D place = new TipPlace(getWidth(), getHeight())
                .of(pointer, sceneToLocal(spot.get().mark()), width, height);
        card.resizeRelocate(place.getX(), place.getY(), width, height);
    }

    private void fill(Tip tip) {
        title.setText(tip.title());
        put(doubt, tip.doubt());
        put(next, tip.next());
        grid.getChildren().clear();
        boolean any = !tip.lines().isEmpty();
        grid.setVisible(any);
        grid.setManaged(any);
        boolean alone = tip.heads().isEmpty();
        int first = alone ? 0 : 1;
        for (int x = 0; x < tip.heads().size(); x++) {
            value(false, tip.heads().get(x), x + 1, 0, "sd-muted", "sd-caption");
        }
        for (int y = 0; y < tip.lines().size(); y++) {
            Tip.Line line = tip.lines().get(y);
            grid.add(Nodes.label(line.name(), "sd-secondary"), 0, y + first);
            boolean words =
                    line.values().size() == 1 && line.values().getFirst().length() > LONGEST_FIGURE;
            if (words) {
                value(true, line.values().getFirst(), 1, y + first, "sd-secondary");
                GridPane.setColumnSpan(grid.getChildren().getLast(), GridPane.REMAINING);
                continue;
            }
            for (int x = 0; x < line.values().size(); x++) {
                boolean last = x == line.values().size() - 1;
                value(alone, line.values().get(x), x + 1, y + first, "sd-mono", last ? line.style() : "sd-primary");
            }
        }
        card.setAccessibleText(tip.text());
    }

    private void value(boolean alone, String text, int x, int y, String... styles) {
        Label label = Nodes.label(text, styles);
        label.setMaxWidth(WIDEST - 120);
        // Figures under a head end in line, words begin in line.
        GridPane.setHalignment(label, alone ? HPos.LEFT : HPos.RIGHT);
        GridPane.setFillWidth(label, alone);
        grid.add(label, x, y);
    }

    private static void put(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    /** Comes after what lies under it: what changed there is there by now. */
    @Override
    protected void layoutChildren() {
        if (stale) {
            stale = false;
            show();
        }
    }
}

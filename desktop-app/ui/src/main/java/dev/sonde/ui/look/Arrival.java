package dev.sonde.ui.look;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;

/**
 * Brings what is new into a window piece by piece, one with each frame: the styles and the first layout of a whole view at once
 * would hold the window up. Owned by the FX thread.
 */
public final class Arrival {
    private final InTurn turn = new InTurn();
    private final List<Runnable> pieces = new ArrayList<>();

    /** Begins with nothing to bring. */
    public Arrival() {}

    /** Something that is put where it belongs, after what was named before. */
    public Arrival then(Runnable piece) {
        pieces.add(piece);
        return this;
    }

    /** What is in the panels of a tree: it is taken out now, and put back panel by panel. */
    public Arrival thenPanels(Node tree) {
        collect(tree);
        return this;
    }

    /** Brings all of it from now on. */
    public void begin() {
        turn.spread(pieces);
    }

    private void collect(Node node) {
        if (node instanceof Panel panel) {
            List<Node> held = List.copyOf(panel.getChildren());
            // One that is empty is on its way already.
            if (!held.isEmpty()) {
                panel.getChildren().clear();
                pieces.add(() -> panel.getChildren().setAll(held));
            }
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::collect);
        }
    }
}

package dev.sonde.ui.look;

import java.util.function.DoubleConsumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;

/**
 * Two parts with a divider that stays where it is wanted: a part that has no less room in a small window pushes it, and it goes back as
 * soon as the window has room again. Owned by the FX thread.
 */
public final class Split extends SplitPane {
    private double wanted;
    private boolean byItself;
    private DoubleConsumer onWanted = share -> {};

    /**
     * Two parts.
     *
     * @param id by which it is remembered
     * @param share of the whole that the first has
     */
    public Split(String id, Orientation orientation, double share, Node first, Node second) {
        super(first, second);
        setId(id);
        setOrientation(orientation);
        wanted = share;
        getDividers().getFirst().positionProperty().subscribe((before, now) -> moved(now.doubleValue()));
        widthProperty().subscribe((before, now) -> place());
        heightProperty().subscribe((before, now) -> place());
        place();
    }

    /** Moves the divider as the user would. */
    public void want(double share) {
        wanted = share;
        place();
    }

    /** Tells where the user wants the divider, as a share of the whole. */
    public void onWanted(DoubleConsumer listener) {
        onWanted = listener;
    }

    private void moved(double share) {
        if (!byItself) {
            wanted = share;
            onWanted.accept(share);
        }
    }

    private void place() {
        byItself = true;
        setDividerPositions(wanted);
        byItself = false;
    }

    @Override
    protected void layoutChildren() {
        byItself = true;
        super.layoutChildren();
        byItself = false;
    }
}

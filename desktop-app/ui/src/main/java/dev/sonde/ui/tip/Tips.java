package dev.sonde.ui.tip;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** Lets the pointer ask what it rests on. Owned by the FX thread. */
public final class Tips {
    private Tips() {}

    /** Says what is at the place of an event; empty where there is nothing to say. */
    @FunctionalInterface
    public interface Finder extends Function<MouseEvent, Optional<Spot>> {}

    /** Explains a node by what the finder knows of the place of the pointer. Costs nothing but the search while the pointer moves. */
    public static void install(Node owner, Finder finder) {
        owner.addEventHandler(
                MouseEvent.MOUSE_MOVED, event -> TipPane.in(owner).ifPresent(pane -> pane.moved(owner, finder, event)));
        owner.addEventHandler(MouseEvent.MOUSE_EXITED, event -> hide(owner));
        owner.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> hide(owner));
        owner.addEventFilter(ScrollEvent.SCROLL, event -> hide(owner));
    }

    /** What a node shows has changed: a tooltip that is open asks again. */
    public static void refresh(Node owner) {
        TipPane.in(owner).ifPresent(pane -> pane.refresh(owner));
    }

    private static void hide(Node owner) {
        TipPane.in(owner).ifPresent(TipPane::hide);
    }
}

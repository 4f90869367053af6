package dev.sonde.ui.map;

import dev.sonde.core.topology.CallGraph;
import dev.sonde.ui.map.Picture.DrawnEdge;
import dev.sonde.ui.map.Picture.DrawnIsland;
import dev.sonde.ui.map.Picture.DrawnNode;
import dev.sonde.ui.map.Scenery.Emphasis;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.tip.Spot;
import dev.sonde.ui.tip.Tip;
import dev.sonde.ui.tip.Tips;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;

/** What mouse and keys do on the map. Owned by the FX thread. */
final class Hands {
    private static final double SHORTEST_DRAG = 4;
    private static final double PER_NOTCH = 1.0022;
    private static final double NEAR = 6;

    private final MapCanvas canvas;
    private final Wishes wishes;
    private final PauseTransition rest = new PauseTransition(Duration.millis(250));
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragging;
    private boolean small;

    /** What the user wants of the view. */
    interface Wishes {
        /** Selects a node or an edge, or nothing for an empty one. */
        void select(String id);

        /** Opens what is selected. */
        void open(Element element);

        /** Offers a menu at a point of the screen. */
        void menu(Element element, double screenX, double screenY);

        /** Offers the menu of the whole map at a point of the screen. */
        void menu(double screenX, double screenY);

        /** Why figures of so many calls are not to be trusted, or empty. */
        String doubt(long calls);
    }

    Hands(MapCanvas canvas, Wishes wishes) {
        this.canvas = canvas;
        this.wishes = wishes;
        rest.setOnFinished(event -> canvas.settle());
        canvas.setOnMousePressed(this::press);
        canvas.setOnMouseDragged(this::drag);
        canvas.setOnMouseReleased(this::release);
        canvas.setOnMouseMoved(this::hover);
        canvas.setOnMouseExited(event -> hovered(""));
        Tips.install(canvas, this::spot);
        canvas.setOnScroll(this::scroll);
        canvas.setOnContextMenuRequested(this::menu);
        canvas.setOnKeyPressed(this::key);
    }

    private void press(MouseEvent event) {
        canvas.requestFocus();
        pressedX = event.getX();
        pressedY = event.getY();
        lastX = pressedX;
        lastY = pressedY;
        dragging = false;
        small = event.getButton() == MouseButton.PRIMARY && canvas.minimap().contains(pressedX, pressedY);
        if (small) {
            lookAtSmall(event);
        }
        event.consume();
    }

    private void drag(MouseEvent event) {
        if (small) {
            lookAtSmall(event);
        } else if (event.getButton() != MouseButton.SECONDARY) {
            dragging |= Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > SHORTEST_DRAG;
            if (dragging) {
                canvas.setCursor(Cursor.CLOSED_HAND);
                canvas.look(canvas.camera().dragged(event.getX() - lastX, event.getY() - lastY));
                lastX = event.getX();
                lastY = event.getY();
            }
        }
        event.consume();
    }

    private void release(MouseEvent event) {
        canvas.setCursor(Cursor.DEFAULT);
        if (dragging || small) {
            canvas.settle();
        } else if (event.getButton() == MouseButton.PRIMARY) {
            Optional<Element> here = at(event.getX(), event.getY());
            wishes.select(here.map(Element::id).orElse(""));
            if (event.getClickCount() == 2) {
                here.ifPresent(wishes::open);
            }
        }
        event.consume();
    }

    private void lookAtSmall(MouseEvent event) {
        Minimap minimap = canvas.minimap();
        canvas.look(canvas.camera().over(minimap.worldX(event.getX()), minimap.worldY(event.getY())));
    }

    private void hover(MouseEvent event) {
        Optional<Element> here = at(event.getX(), event.getY());
        canvas.setCursor(here.isPresent() ? Cursor.HAND : Cursor.DEFAULT);
        hovered(here.map(Element::id).orElse(""));
    }

    /** What a tooltip is about: it stands clear of a node, and beside the pointer where that is on an edge or a title. */
    private Optional<Spot> spot(MouseEvent event) {
        if (canvas.minimap().contains(event.getX(), event.getY())) {
            return Optional.of(new Spot(
                    "minimap",
                    canvas.localToScene(bounds(canvas.minimap().frame())),
                    () -> Tip.of("The whole map, framed what is in sight")
                            .then("A click or a drag looks there, 0 shows all")));
        }
        return at(event.getX(), event.getY()).map(element -> {
            Box place = element instanceof Element.OfNode ? canvas.picture().place(element.id()) : null;
            Bounds mark = place == null
                    ? new BoundingBox(event.getX() - NEAR, event.getY() - NEAR, 2 * NEAR, 2 * NEAR)
                    : canvas.onScreen(place);
            return new Spot(
                    element.id(),
                    canvas.localToScene(mark),
                    () -> MapTip.of(element)
                            .doubting(wishes.doubt(element.figures().now().calls())));
        });
    }

    private static Bounds bounds(Box box) {
        return new BoundingBox(box.x(), box.y(), box.width(), box.height());
    }

    private void hovered(String id) {
        Emphasis now = canvas.emphasis();
        canvas.emphasize(new Emphasis(now.selected(), id, now.related(), now.found()));
    }

    private void scroll(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            double factor = Math.pow(PER_NOTCH, event.getDeltaY());
            canvas.look(canvas.camera().zoomedAt(event.getX(), event.getY(), factor, canvas.screen()));
            rest.playFromStart();
        }
        event.consume();
    }

    private void menu(ContextMenuEvent event) {
        Optional<Element> element = event.isKeyboardTrigger()
                ? Element.of(
                        canvas.picture().network().calls(), canvas.emphasis().selected())
                : at(event.getX(), event.getY());
        element.ifPresentOrElse(
                here -> {
                    wishes.select(here.id());
                    double x = event.getScreenX();
                    double y = event.getScreenY();
                    Box place = canvas.picture().place(here.id());
                    if (event.isKeyboardTrigger() && place != null) {
                        var point = canvas.localToScreen(
                                canvas.camera()
                                        .screenX(
                                                place.centreX(), canvas.screen().width()),
                                canvas.camera()
                                        .screenY(
                                                place.centreY(), canvas.screen().height()));
                        x = point.getX();
                        y = point.getY();
                    }
                    wishes.menu(here, x, y);
                },
                () -> wishes.menu(event.getScreenX(), event.getScreenY()));
        event.consume();
    }

    private void key(KeyEvent event) {
        String text = event.getText();
        boolean done = true;
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> walk(Walk.Step.LEFT, event.isShiftDown());
            case RIGHT -> walk(Walk.Step.RIGHT, event.isShiftDown());
            case UP -> walk(Walk.Step.UP, event.isShiftDown());
            case DOWN -> walk(Walk.Step.DOWN, event.isShiftDown());
            case ENTER ->
                Element.of(canvas.picture().network().calls(), canvas.emphasis().selected())
                        .ifPresent(wishes::open);
            case ADD, PLUS, EQUALS -> zoom(Camera.STEP);
            case SUBTRACT, MINUS -> zoom(1 / Camera.STEP);
            case DIGIT0, NUMPAD0 -> canvas.fit(true);
            default -> {
                done = text.equals("+") || text.equals("-") || text.equals("\u2212");
                if (done) {
                    zoom(text.equals("+") ? Camera.STEP : 1 / Camera.STEP);
                }
            }
        }
        if (done) {
            event.consume();
        }
    }

    private void zoom(double factor) {
        canvas.glide(canvas.camera()
                .zoomedAt(canvas.screen().centreX(), canvas.screen().centreY(), factor, canvas.screen()));
    }

    private void walk(Walk.Step step, boolean toEdge) {
        String now = canvas.emphasis().selected();
        Optional<String> next =
                toEdge ? Walk.edgeFrom(canvas.picture(), now, step) : Walk.from(canvas.picture(), now, step);
        next.ifPresent(id -> {
            wishes.select(id);
            Box place = canvas.picture().place(id);
            if (place != null) {
                canvas.reveal(place);
            }
        });
    }

    /** What lies at a point: nodes before titles of islands before edges. */
    private Optional<Element> at(double x, double y) {
        if (canvas.minimap().contains(x, y)) {
            return Optional.empty();
        }
        CallGraph graph = canvas.picture().network().calls();
        DrawnNode node = canvas.nodeAt(x, y);
        if (node != null) {
            return Element.of(graph, node.node().name());
        }
        DrawnIsland island = canvas.titleAt(x, y);
        if (island != null) {
            return Element.of(graph, island.island().id());
        }
        DrawnEdge edge = canvas.edgeAt(x, y);
        return edge == null ? Optional.empty() : Element.of(graph, edge.edge().id());
    }
}

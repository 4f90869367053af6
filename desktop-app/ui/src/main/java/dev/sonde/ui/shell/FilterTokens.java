package dev.sonde.ui.shell;

import dev.sonde.ui.look.Nodes;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * The terms of the filter side by side. Where there is no room for all, it says how many are out of sight: the first ones, until the
 * keyboard is in them. Owned by the FX thread.
 */
final class FilterTokens extends HBox {
    private final Label more = Nodes.label("", "sd-more-terms");
    private final Tooltip names = Nodes.tip(more, "");
    private List<Token> tokens = List.of();

    /** A term, and what it is shown as. */
    record Token(String term, Region node) {}

    FilterTokens() {
        super(6);
        setAlignment(Pos.CENTER_RIGHT);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        more.setManaged(false);
        more.setVisible(false);
        more.setOnMouseClicked(event -> tokens.getFirst().node().requestFocus());
    }

    void show(List<Token> shown) {
        tokens = shown;
        for (Token token : shown) {
            token.node().setMinWidth(USE_PREF_SIZE);
            token.node().focusedProperty().subscribe(this::requestLayout);
        }
        getChildren().setAll(shown.stream().map(Token::node).toList());
        getChildren().add(more);
    }

    /** How many terms there are. */
    int size() {
        return tokens.size();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double room = tokens.isEmpty() || tokens.getFirst().node().getLayoutX() >= 0 ? 0 : sayHowMany(tokens.size());
        double hidden = tokens.stream()
                .map(Token::node)
                .filter(token -> token.isFocused() && token.getLayoutX() < room)
                .mapToDouble(token -> room - token.getLayoutX())
                .sum();
        tokens.forEach(token -> token.node().setLayoutX(token.node().getLayoutX() + hidden));
        List<Token> outside = room == 0
                ? List.of()
                : tokens.stream().filter(token -> isOutside(token.node(), room)).toList();
        more.setVisible(!outside.isEmpty());
        if (!outside.isEmpty()) {
            sayHowMany(outside.size());
            names.setText(outside.stream().map(Token::term).collect(Collectors.joining("\n")));
        }
    }

    private boolean isOutside(Region token, double room) {
        return token.getLayoutX() < room || token.getLayoutX() + token.getWidth() > getWidth();
    }

    /** Says so at the left edge, over what there is, and gives the room that this takes. */
    private double sayHowMany(int count) {
        more.setText("+" + count);
        double width = more.prefWidth(-1);
        more.resizeRelocate(0, 0, width, getHeight());
        return width;
    }
}

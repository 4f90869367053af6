package dev.sonde.ui.shell;

import dev.sonde.ui.look.Nodes;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** Says for a moment what a key did, or why it did nothing. Owned by the FX thread. */
final class Toast extends StackPane {
    private static final Duration TO_NOTICE = Duration.seconds(2);
    private static final Duration PER_LETTER = Duration.millis(50);

    private final Label words = Nodes.label("");
    private final PauseTransition rest = new PauseTransition();

    Toast() {
        words.getStyleClass().add("sd-toast");
        words.setAccessibleRole(AccessibleRole.TEXT);
        StackPane.setAlignment(words, Pos.BOTTOM_CENTER);
        StackPane.setMargin(words, new Insets(0, 0, 44, 0));
        getChildren().add(words);
        setMouseTransparent(true);
        setPickOnBounds(false);
        setVisible(false);
        rest.setOnFinished(event -> setVisible(false));
    }

    void say(String text) {
        words.setText(text);
        setVisible(true);
        rest.stop();
        rest.setDuration(TO_NOTICE.add(PER_LETTER.multiply(text.length())));
        rest.playFromStart();
    }
}

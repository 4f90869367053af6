package dev.sonde.ui.look;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import org.controlsfx.control.SegmentedButton;

/** A few choices side by side, of which one is always taken. */
public final class Segmented extends SegmentedButton {
    /** Choices; the first is taken at first. */
    public Segmented(List<String> choices, Consumer<String> onChoice) {
        this("", choices, onChoice);
    }

    /** The same with a name, for what can't be told from the choices alone. */
    public Segmented(String name, List<String> choices, Consumer<String> onChoice) {
        getStyleClass().add("sd-segmented");
        setFocusTraversable(false);
        for (String choice : choices) {
            ToggleButton button = new ToggleButton(choice);
            button.setAccessibleText(name.isEmpty() ? choice : name + ": " + choice);
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> onChoice.accept(choice));
            getButtons().add(button);
        }
        getButtons().getFirst().setSelected(true);
    }

    /** Shows another choice as taken, without telling anybody. */
    public void choose(String choice) {
        getButtons().stream()
                .filter(button -> button.getText().equals(choice))
                .findFirst()
                .ifPresent(button -> button.setSelected(true));
    }

    /** Moves the keyboard to the choice that is taken. */
    public void focusChosen() {
        Toggle chosen = getToggleGroup().getSelectedToggle();
        if (chosen instanceof Node node) {
            node.requestFocus();
        }
    }
}

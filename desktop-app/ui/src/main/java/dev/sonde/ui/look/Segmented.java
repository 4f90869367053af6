package dev.sonde.ui.look;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** A few choices side by side, of which one is taken. */
public final class Segmented extends HBox {
    /** Choices; the first is taken at first. */
    public Segmented(List<String> choices, Consumer<String> onChoice) {
        this("", choices, onChoice);
    }

    /** The same with a name, for what can't be told from the choices alone. */
    public Segmented(String name, List<String> choices, Consumer<String> onChoice) {
        getStyleClass().add("sd-segmented");
        ToggleGroup group = new ToggleGroup();
        for (String choice : choices) {
            ToggleButton button = new ToggleButton(choice);
            button.setToggleGroup(group);
            button.setAccessibleText(name.isEmpty() ? choice : name + ": " + choice);
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> {
                // One is always taken.
                button.setSelected(true);
                onChoice.accept(choice);
            });
            getChildren().add(button);
        }
        getChildren().getLast().getStyleClass().add("sd-last");
        group.selectToggle(group.getToggles().getFirst());
    }

    /** Shows another choice as taken, without telling anybody. */
    public void choose(String choice) {
        getChildren().forEach(node -> {
            if (node instanceof ToggleButton button) {
                button.setSelected(button.getText().equals(choice));
            }
        });
    }

    /** Moves the keyboard to the choice that is taken. */
    public void focusChosen() {
        getChildren().stream()
                .filter(node -> node instanceof ToggleButton button && button.isSelected())
                .findFirst()
                .or(() -> getChildren().stream().findFirst())
                .ifPresent(Node::requestFocus);
    }
}

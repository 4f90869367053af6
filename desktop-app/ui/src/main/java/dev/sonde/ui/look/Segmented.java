package dev.sonde.ui.look;

import dev.sonde.ui.number.Counts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import org.controlsfx.control.SegmentedButton;

/** A few choices side by side, of which one is always taken. */
public final class Segmented extends SegmentedButton {
    private final String name;

    /** Choices; the first is taken at first. */
    public Segmented(List<String> choices, Consumer<String> onChoice) {
        this("", choices, onChoice);
    }

    /** The same with a name, for what can't be told from the choices alone. */
    public Segmented(String name, List<String> choices, Consumer<String> onChoice) {
        this.name = name;
        getStyleClass().add("sd-segmented");
        setFocusTraversable(false);
        for (String choice : choices) {
            ToggleButton button = new ToggleButton(choice);
            button.setUserData(choice);
            button.setAccessibleText(name.isEmpty() ? choice : name + ": " + choice);
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> onChoice.accept(choice));
            getButtons().add(button);
        }
        getButtons().getFirst().setSelected(true);
    }

    /** Shows another choice as taken, without telling anybody. */
    public void choose(String choice) {
        button(choice).ifPresent(button -> button.setSelected(true));
    }

    /** Says beside a choice how many there are, where there are any. */
    public void count(String choice, int number) {
        button(choice).ifPresent(button -> {
            String words = number == 0 ? choice : choice + " " + Counts.text(number);
            button.setText(words);
            button.setAccessibleText(name.isEmpty() ? words : name + ": " + words);
        });
    }

    private Optional<ToggleButton> button(String choice) {
        return getButtons().stream()
                .filter(button -> choice.equals(button.getUserData()))
                .findFirst();
    }

    /** Moves the keyboard to the choice that is taken. */
    public void focusChosen() {
        Toggle chosen = getToggleGroup().getSelectedToggle();
        if (chosen instanceof Node node) {
            node.requestFocus();
        }
    }
}

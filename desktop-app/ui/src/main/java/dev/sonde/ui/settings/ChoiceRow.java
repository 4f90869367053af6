package dev.sonde.ui.settings;

import dev.sonde.ui.look.Segmented;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One of a few values. */
final class ChoiceRow<T> extends SettingRow {
    private final Map<T, String> choices;
    private final Segmented segmented;

    /** {@code choices} are the values with their names, in their order. */
    ChoiceRow(String name, String about, Map<T, String> choices, Consumer<T> onChoice) {
        this(
                name,
                about,
                choices,
                new Segmented(
                        name,
                        List.copyOf(choices.values()),
                        chosen -> choices.entrySet().stream()
                                .filter(entry -> entry.getValue().equals(chosen))
                                .findFirst()
                                .ifPresent(entry -> onChoice.accept(entry.getKey()))));
    }

    private ChoiceRow(String name, String about, Map<T, String> choices, Segmented segmented) {
        super(name, about, segmented);
        this.choices = choices;
        this.segmented = segmented;
    }

    /** Moves the keyboard to what is taken. */
    void focusChosen() {
        segmented.focusChosen();
    }

    /** Shows a value as taken; none where it is no choice, as a hand may have written it. */
    void show(T value) {
        segmented.choose(choices.getOrDefault(value, ""));
    }
}

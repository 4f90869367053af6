package dev.sonde.ui.connect;

import dev.sonde.ui.look.Nodes;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Which steps lead to a session, and how far one is. Owned by the FX thread. */
final class StepsBar extends HBox {
    /** Something to watch is chosen. */
    static final int SOURCE = 0;

    /** What of it is picked. */
    static final int SCOPE = 1;

    /** It was looked at whether that is permitted. */
    static final int PREFLIGHT = 2;

    /** It may begin. */
    static final int START = 3;

    private static final String[] NAMES = {"Source", "Scope", "Pre-flight", "Start"};
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");

    private final List<Label> numbers = new ArrayList<>();
    private final List<Label> names = new ArrayList<>();

    StepsBar() {
        super(8);
        setAlignment(Pos.CENTER);
        setMinWidth(0);
        setId("way");
        for (int i = 0; i < NAMES.length; i++) {
            if (i > 0) {
                Region line = new Region();
                line.getStyleClass().add("sd-step-line");
                getChildren().add(line);
            }
            Label number = Nodes.label(String.valueOf(i + 1), "sd-step-number");
            Label name = Nodes.label(NAMES[i], "sd-step");
            number.setMinWidth(USE_PREF_SIZE);
            name.setMinWidth(USE_PREF_SIZE);
            numbers.add(number);
            names.add(name);
            getChildren().addAll(number, name);
        }
        show(SOURCE);
    }

    /** Shows the step that is to be done now; those before are done. */
    void show(int step) {
        for (int i = 0; i < NAMES.length; i++) {
            for (Label label : List.of(numbers.get(i), names.get(i))) {
                label.pseudoClassStateChanged(DONE, i < step);
                label.pseudoClassStateChanged(NOW, i == step);
            }
        }
        setAccessibleText("Step " + (step + 1) + " of " + NAMES.length + ": " + NAMES[step]);
    }
}

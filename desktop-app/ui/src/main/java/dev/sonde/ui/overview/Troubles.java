package dev.sonde.ui.overview;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.use.ContainerLoad;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Counts;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Containers that are held up by a limit or that ended, in a line or two each. Owned by the FX thread. */
final class TroubledContainers extends VBox {
    private static final int MOST = 3;

    private final Consumer<List<FilterTerm>> open;
    private List<ContainerLoad> shown = List.of();

    TroubledContainers(Consumer<List<FilterTerm>> open) {
        super(6);
        this.open = open;
        setId("containers");
        getStyleClass().add("sd-panel-foot");
        setMinHeight(USE_PREF_SIZE);
        show(List.of(), Clocks.system());
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    void show(List<ContainerLoad> troubled, Clocks clocks) {
        if (troubled.equals(shown) && !troubled.isEmpty()) {
            return;
        }
        shown = troubled;
        setVisible(!troubled.isEmpty());
        setManaged(!troubled.isEmpty());
        getChildren()
                .setAll(troubled.stream()
                        .limit(MOST)
                        .map(load -> row(load, clocks))
                        .toList());
        if (troubled.size() > MOST) {
            getChildren()
                    .add(Nodes.label(
                            "and " + Counts.of(troubled.size() - MOST, "container") + " more",
                            "sd-caption",
                            "sd-muted"));
        }
    }

    private VBox row(ContainerLoad load, Clocks clocks) {
        Button name = new Button(LoadWords.name(load.place()));
        name.getStyleClass().add("sd-link");
        name.setMinWidth(0);
        name.setAccessibleText(LoadWords.name(load.place()) + ": " + LoadWords.sentence(load, clocks));
        name.setOnAction(event ->
                open.accept(List.of(FilterTerm.is(FilterField.POD, load.place().pod()))));
        HBox head = new HBox(2, Icons.of(Icon.CPU, 13, "sd-warn"), name);
        head.setAlignment(Pos.CENTER_LEFT);
        Label sentence = Nodes.label(LoadWords.sentence(load, clocks), "sd-secondary");
        sentence.setWrapText(true);
        sentence.setMinHeight(Label.USE_PREF_SIZE);
        return new VBox(head, sentence);
    }
}

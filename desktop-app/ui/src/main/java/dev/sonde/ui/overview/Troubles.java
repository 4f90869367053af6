package dev.sonde.ui.overview;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.store.Grain;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.shell.WaitWords;
import dev.sonde.ui.workspace.GrainWords;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * Who has not answered yet, Services that nobody stands behind, and containers that are held up by a limit or that ended, in a line or
 * two each. Owned by the FX thread.
 */
final class Troubles extends VBox {
    private static final int MOST = 3;

    private final Ways ways;
    private List<Trouble> shown = List.of();

    /** What is in trouble, how, and how its calls are asked for; {@code waits}: those that have no answer yet. */
    private record Trouble(Icon icon, String name, String sentence, FilterTerm calls, boolean waits) {}

    Troubles(Ways ways) {
        super(6);
        this.ways = ways;
        setId("troubles");
        getStyleClass().add("sd-panel-foot");
        setMinHeight(USE_PREF_SIZE);
        show(List.of());
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    void show(OverviewTroubles found, Grain grain, Clocks clocks) {
        List<Trouble> troubles = Stream.of(
                        found.awaited().stream()
                                .map(awaited -> new Trouble(
                                        Icon.TIMER,
                                        awaited.server(),
                                        WaitWords.sentence(awaited, clocks),
                                        GrainWords.answeredBy(grain, awaited.server()),
                                        true)),
                        found.services().stream()
                                .map(service -> new Trouble(
                                        Icon.NETWORK,
                                        "Service " + service.name(),
                                        BackingWords.sentence(service, clocks),
                                        FilterTerm.is(FilterField.SERVICE, service.name()),
                                        false)),
                        found.containers().stream()
                                .map(load -> new Trouble(
                                        Icon.CPU,
                                        LoadWords.name(load.place()),
                                        LoadWords.sentence(load, clocks),
                                        FilterTerm.is(
                                                FilterField.POD, load.place().pod()),
                                        false)))
                .flatMap(each -> each)
                .toList();
        if (!troubles.equals(shown)) {
            show(troubles);
        }
    }

    private void show(List<Trouble> troubles) {
        shown = troubles;
        setVisible(!troubles.isEmpty());
        setManaged(!troubles.isEmpty());
        getChildren().setAll(troubles.stream().limit(MOST).map(this::row).toList());
        if (troubles.size() > MOST) {
            String more = troubles.subList(MOST, troubles.size()).stream().allMatch(rest -> rest.icon == Icon.CPU)
                    ? Counts.of(troubles.size() - MOST, "container")
                    : Counts.text(troubles.size() - MOST);
            getChildren().add(Nodes.label("and " + more + " more", "sd-caption", "sd-muted"));
        }
    }

    private void open(Trouble trouble) {
        List<FilterTerm> calls = List.of(trouble.calls);
        if (trouble.waits) {
            ways.waiting(calls);
        } else {
            ways.requests(calls);
        }
    }

    private VBox row(Trouble trouble) {
        Button name = new Button(trouble.name);
        name.getStyleClass().add("sd-link");
        name.setMinWidth(0);
        name.setAccessibleText(trouble.name + ": " + trouble.sentence);
        name.setOnAction(event -> open(trouble));
        HBox head = new HBox(2, Icons.of(trouble.icon, 13, "sd-warn"), name);
        head.setAlignment(Pos.CENTER_LEFT);
        Label sentence = Nodes.label(trouble.sentence, "sd-secondary");
        sentence.setWrapText(true);
        sentence.setMinHeight(Label.USE_PREF_SIZE);
        return new VBox(head, sentence);
    }
}

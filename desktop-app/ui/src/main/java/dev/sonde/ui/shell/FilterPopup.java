package dev.sonde.ui.shell;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Completion;
import dev.sonde.core.filter.FilterException;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How the filter can go on, with counts, or where it can't be read. Owned by the FX thread. */
final class FilterPopup extends VBox {
    private static final double WIDTH = 460;

    private final Consumer<Completion> take;
    private List<Completion> completions = List.of();
    private int active = -1;

    FilterPopup(Consumer<Completion> take) {
        this.take = take;
        getStyleClass().add("sd-popup");
        setPrefWidth(WIDTH);
    }

    /** Offers completions. */
    void offer(List<Completion> offered) {
        completions = offered;
        active = -1;
        getChildren().setAll(offered.stream().map(this::row).toList());
    }

    /** Shows what is wrong, and where. */
    void problem(SondeException error, String text) {
        completions = List.of();
        active = -1;
        VBox box = new VBox(Nodes.label(String.valueOf(error.getMessage()), "sd-error"));
        if (error instanceof FilterException filter) {
            int length = Math.max(1, filter.length());
            box.getChildren().add(Nodes.label(text, "sd-mono"));
            box.getChildren().add(Nodes.label(" ".repeat(filter.column()) + "^".repeat(length), "sd-mono", "sd-error"));
        }
        Label remedy = Nodes.label(error.remedy(), "sd-secondary");
        remedy.setWrapText(true);
        box.getChildren().addAll(remedy, Nodes.label(error.code(), "sd-caption", "sd-muted"));
        box.getStyleClass().add("sd-problem");
        getChildren().setAll(box);
    }

    /** Moves the marked row. */
    void move(int by) {
        if (completions.isEmpty()) {
            return;
        }
        active = Math.floorMod(active + by + (active < 0 && by < 0 ? 1 : 0), completions.size());
        for (int i = 0; i < getChildren().size(); i++) {
            getChildren().get(i).getStyleClass().remove("sd-active");
            if (i == active) {
                getChildren().get(i).getStyleClass().add("sd-active");
            }
        }
    }

    /** Takes the marked row; says whether one was marked. */
    boolean takeChosen() {
        if (active < 0 || active >= completions.size()) {
            return false;
        }
        take.accept(completions.get(active));
        return true;
    }

    /** Takes the marked row, or the first; says whether there was one. */
    boolean takeActive() {
        if (completions.isEmpty()) {
            return false;
        }
        take.accept(completions.get(Math.max(0, active)));
        return true;
    }

    private HBox row(Completion completion) {
        Label insert = Nodes.label(completion.insert().strip(), "sd-mono");
        insert.setMinWidth(USE_PREF_SIZE);
        Label help = Nodes.label(completion.help(), "sd-muted");
        HBox.setHgrow(help, Priority.ALWAYS);
        help.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(insert, help);
        if (completion.kind() == Completion.Kind.VALUE && completion.count() > 0) {
            row.getChildren().add(Nodes.label(Counts.text(completion.count()), "sd-mono", "sd-secondary"));
        }
        row.getStyleClass().add("sd-option");
        row.setOnMouseClicked(event -> take.accept(completion));
        return row;
    }
}

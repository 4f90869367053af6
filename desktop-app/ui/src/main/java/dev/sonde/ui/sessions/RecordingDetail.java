package dev.sonde.ui.sessions;

import dev.sonde.core.library.RecordedFile;
import dev.sonde.core.library.RecordedFile.Illegible;
import dev.sonde.core.library.RecordedFile.Legible;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Sizes;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is known of one recording. Owned by the FX thread. */
final class RecordingDetail extends VBox {
    private final Look look;

    RecordingDetail(Look look) {
        this.look = look;
        setSpacing(8);
        setPadding(new Insets(4, 12, 12, 12));
    }

    void show(@Nullable RecordedFile file) {
        if (file == null) {
            getChildren().setAll(States.empty("Nothing is selected", "Select a recording to see what it is."));
            return;
        }
        GridPane facts = new GridPane(12, 6);
        row(facts, "File", file.name());
        row(facts, "Size", Sizes.text(file.bytes()));
        Legible legible = file.legible();
        if (legible != null) {
            row(facts, "Began", look.clocks().seconds(legible.span().fromNanos()));
            row(facts, "", look.clocks().date(legible.span().fromNanos()));
            row(facts, "Length", Durations.text((double) legible.span().nanos()));
            row(facts, "Requests", Counts.text(legible.counts().exchanges()));
            row(facts, "Lost", RecordingWords.lost(file).text());
            row(facts, "Watched", RecordingWords.places(file));
        }
        row(facts, "Ended", RecordingWords.ending(file).text());
        getChildren().setAll(facts);
        String remark = RecordingWords.remark(file);
        if (!remark.isEmpty()) {
            Label words = Nodes.label(remark, "sd-secondary");
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
            getChildren().addAll(Nodes.rule(), words);
        }
        if (file.content() instanceof Illegible(var reason)) {
            getChildren().add(Nodes.label(reason.code(), "sd-badge", "sd-error"));
        }
    }

    private static void row(GridPane facts, String name, String value) {
        int row = facts.getRowCount();
        Label label = Nodes.label(name, "sd-detail-name");
        label.setMinWidth(USE_PREF_SIZE);
        Label text = Nodes.label(value, "sd-detail-value");
        text.setWrapText(true);
        GridPane.setHgrow(text, Priority.ALWAYS);
        facts.addRow(row, label, text);
    }
}

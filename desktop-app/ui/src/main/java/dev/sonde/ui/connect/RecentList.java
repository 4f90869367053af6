package dev.sonde.ui.connect;

import dev.sonde.core.library.RecordedFile;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Sizes;
import dev.sonde.ui.sessions.RecordingWords;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The newest recordings, each opened by a click or Enter. Owned by the FX thread. */
final class RecentList extends VBox {
    private static final int MOST = 5;
    private static final double LEAST_HEIGHT = 46;

    private final Look look;
    private final Consumer<Path> open;

    RecentList(Look look, Consumer<Path> open) {
        this.look = look;
        this.open = open;
        setMinHeight(LEAST_HEIGHT);
        say("Looking for recordings…");
    }

    /** Where there is not room for all, the oldest are not shown: none is cut. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double bottom = getHeight() + 0.5;
        getChildren()
                .forEach(row -> row.setVisible(row.getBoundsInParent().getMaxY() <= bottom
                        || row.equals(getChildren().getFirst())));
    }

    void say(String words) {
        getChildren().setAll(Nodes.label(words, "sd-section"));
    }

    void show(List<RecordedFile> files) {
        List<RecordedFile> usable = files.stream()
                .filter(file -> file.legible() != null)
                .limit(MOST)
                .toList();
        if (usable.isEmpty()) {
            say("Nothing was recorded on this computer yet.");
            return;
        }
        getChildren().setAll(usable.stream().map(this::row).toList());
    }

    private Button row(RecordedFile file) {
        Label name = Nodes.label(file.name(), "sd-medium");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        VBox words = new VBox(name, Nodes.label(RecordingWords.brief(file, look.clocks()), "sd-muted", "sd-caption"));
        HBox.setHgrow(words, Priority.ALWAYS);
        Label size = Nodes.label(Sizes.text(file.bytes()), "sd-mono", "sd-secondary");
        size.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(12, Icons.of(Icon.FILM, 16), words, size);
        line.setAlignment(Pos.CENTER_LEFT);
        Button row = new Button("", line);
        row.getStyleClass().add("sd-choice");
        row.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(row.widthProperty().subtract(24));
        row.setAccessibleText("Open " + file.name());
        Nodes.tip(row, file.name());
        row.setOnAction(event -> open.accept(file.file()));
        return row;
    }
}

package dev.sonde.ui.desk;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Opens a file that is dropped anywhere on the window; the whole window says so while it hangs over it. */
public final class FileDrop extends StackPane {
    private final Desk desk;
    private final Supplier<Optional<String>> live;
    private final Label ending = Nodes.label("", "sd-warn");

    /** For what a desk opens; {@code live} names the live session that a file would take the place of, when there is one. */
    public FileDrop(Desk desk, Supplier<Optional<String>> live) {
        this.desk = desk;
        this.live = live;
        ending.setId("drop-ends");
        VBox words = new VBox(
                8,
                Icons.of(Icon.FILE_DOWN, 32, "sd-accent"),
                Nodes.label("Drop it to open it", "sd-state-title"),
                Nodes.label("a recording (.sonde) or a packet capture (.pcap, .pcapng), one at a time", "sd-secondary"),
                ending);
        words.setAlignment(Pos.CENTER);
        getChildren().add(words);
        getStyleClass().add("sd-drop");
        setVisible(false);
        setMouseTransparent(true);
    }

    /** Something hangs over the window: says what dropping it would do. */
    public void hang() {
        if (!isVisible()) {
            Optional<String> ends = live.get();
            ending.setText(ends.map(LiveEnd::ahead).orElse(""));
            ending.setVisible(ends.isPresent());
            setVisible(true);
        }
    }

    /** Listens on a scene. */
    public void install(Scene scene) {
        scene.addEventFilter(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                hang();
                event.consume();
            }
        });
        scene.addEventFilter(DragEvent.DRAG_EXITED_TARGET, event -> setVisible(false));
        scene.addEventFilter(DragEvent.DRAG_DROPPED, event -> {
            List<File> files = event.getDragboard().getFiles();
            setVisible(false);
            if (!files.isEmpty()) {
                desk.openFiles(files.stream().map(File::toPath).toList());
            }
            event.setDropCompleted(!files.isEmpty());
            event.consume();
        });
    }
}
